"""What templates would look up on every page, looked up once for a build: our macros, and partials that print nothing."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment


def share(env: Environment, theme: str, macros: str, partials: Sequence[str] = ("tags", "actions")) -> None:
    """Gives all templates our `macros`, the template of a name; to import them into each page takes longer than what they print.

    `own_partials` says whether a site has its own of those partials that in the folder of the `theme` print nothing on
    most pages: only then our templates include them on every page.
    """
    env.globals["macros"] = env.get_template(macros).module
    paths = [env.loader.get_source(env, f"partials/{name}.html")[1] for name in partials] if env.loader else []
    env.globals["own_partials"] = not all(path and path.startswith(theme) for path in paths)
