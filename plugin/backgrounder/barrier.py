"""One file never ends the run: whatever goes wrong while it is read becomes a finding, and the rest goes on."""

from __future__ import annotations

import re
from collections.abc import Callable
from traceback import extract_tb
from typing import TypeVar

from backgrounder.findings import Finding, Place

Value = TypeVar("Value")
_SEPARATOR = re.compile(r"[/\\]")


def guarded(path: str, otherwise: Value, work: Callable[[], Value]) -> tuple[Value, tuple[Finding, ...]]:
    """What some work on a file gives; where it raises, what counts instead, and a finding.

    The finding names the kind of the error and where in the program it was raised. It quotes nothing of the error's own words:
    they may have text of a file that is withheld.
    """
    try:
        return work(), ()
    except Exception as error:  # noqa: BLE001 (a mistake of the program, whatever it is)
        return otherwise, (Finding(Place(path), "internal-error", _message(error)),)


def _message(error: Exception) -> str:
    last = extract_tb(error.__traceback__)[-1]
    where = f"{_SEPARATOR.split(last.filename)[-1]}, line {last.lineno}"
    return (
        f"The program failed on this file ({type(error).__name__} in {where}), and the rest goes on without it; "
        "please report this with the file, and take the file away until it is mended."
    )
