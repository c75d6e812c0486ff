"""A case for the style page: a step in each of its states, and each of the signs that say where a case is."""

from datetime import date

from avtaleverk.organisation.cases import CaseState
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.case_views import CaseView, Mark, StepView, mark_of

_HERE = "om/stil/#saksgang"
# Body, day, what it came to, done, cancelled; the third one is the meeting whose page it would stand on.
_STEPS = (
    ("FSU – Barn og unge", date(2026, 3, 12), "Drøftet", True, False),
    ("FSU – Barn og unge", date(2026, 5, 18), "Møtet ble avlyst", False, True),
    ("Strategisk samarbeidsutvalg", date(2026, 9, 3), "Anbefalt", True, False),
    ("Partnerskapsmøtet", date(2026, 12, 3), "Skal behandles", False, False),
)


def sample_case(ctx: Context) -> CaseView:
    """Return a case that has been before two bodies and is on its way to a third; its links lead to itself."""
    steps = tuple(
        StepView(body, ctx.t.long_date(day), _HERE, "drøfting", what, "", done, off, ("", n))
        for n, (body, day, what, done, off) in enumerate(_STEPS)
    )
    state = CaseState.BEFORE
    words = ctx.t("It is before {body} on {day}.", body=steps[-1].body, day=steps[-1].day)
    return CaseView(ctx.t("Case"), state, mark_of(ctx, state), words, "", _HERE, None, steps, ())


def sample_marks(ctx: Context) -> list[Mark]:
    """Return where a case can be."""
    return [mark_of(ctx, state) for state in CaseState]
