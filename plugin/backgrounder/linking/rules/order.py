"""The rules in their order, and how they are asked.

Each rule takes an occurrence and its context, and returns the reason why the occurrence is no mention, or None. The first
reason holds.
"""

from __future__ import annotations

from collections.abc import Callable

from backgrounder.linking.context import Context
from backgrounder.linking.mention import Reason
from backgrounder.linking.names import Occurrence
from backgrounder.linking.rules.everywhere import is_code, is_protected, names_a_language
from backgrounder.linking.rules.longer_names import (
    begins_earlier,
    goes_on,
    is_called_otherwise,
    is_distinguished,
    is_half_of_a_name,
    is_of_another_generation,
)
from backgrounder.linking.rules.offices import is_another_office, is_office_elsewhere, is_school_elsewhere

Rule = Callable[[Occurrence, Context], Reason | None]
RULES_IN_HEADINGS: tuple[Rule, ...] = (is_code, is_protected, names_a_language)
"""In a heading any word may have a capital: what capitals beside a name say is not asked there."""
RULES: tuple[Rule, ...] = (
    *RULES_IN_HEADINGS,
    is_office_elsewhere,
    goes_on,
    is_of_another_generation,
    is_another_office,
    is_school_elsewhere,
    is_distinguished,
    is_called_otherwise,
    is_half_of_a_name,
    begins_earlier,
)


def rejection(occurrence: Occurrence, context: Context) -> Reason | None:
    """Why an occurrence is no mention; None if no rule says so."""
    for rule in RULES_IN_HEADINGS if context.is_heading else RULES:
        reason = rule(occurrence, context)
        if reason is not None:
            return reason
    return None
