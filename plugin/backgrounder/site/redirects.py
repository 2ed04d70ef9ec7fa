"""The page at an old address: it leads on to the new one, for programs, browsers and people."""

from __future__ import annotations

import json

from markupsafe import Markup

_PAGE = Markup(
    '<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
    '<meta name="robots" content="noindex">\n<link rel="canonical" href="{address}">\n'
    "<script>location.replace({target} + location.hash)</script>\n"
    '<meta http-equiv="refresh" content="0; url={href}">\n</head>\n<body>\n<p><a href="{href}">{title}</a></p>\n</body>\n</html>\n'
)


def redirect(title: str, href: str, address: str, language: str) -> str:
    """The HTML of a page that leads on. `href`: where, as seen from it; `address`: the whole address, if the site has one."""
    # What may follow a `#` in an address is known to the browser alone.
    target = Markup(json.dumps(href).replace("<", "\\u003c"))  # noqa: S704 (a text of JavaScript without a tag)
    return str(_PAGE.format(title=title, href=href, address=address, target=target, language=language))
