"""What the outcome of a case means: ``utfall`` is written freely, in a word or two, in bokmål or nynorsk.

That something was turned down is said only of words that say nothing else; for the rest it is enough how they begin.
"""

_ADOPTED = ("vedtatt", "vedtok", "vedteke", "godkjent", "godkjend", "besluttet", "bestemt", "tilsluttet")
_ON_ITS_WAY = ("utsatt", "utsett", "send", "oversend", "anbefal", "tilrå", "støtt", "drøft", "tatt videre", "på høring", "til høring", "fortset", "held fram")  # fmt: skip
_ENDED = ("avslutt", "trukket", "trekt", "henlagt", "lagt bort", "lagd bort")
_TURNED_DOWN = ("avvist", "ikke", "ikkje", *_ENDED)
_REJECTED = frozenset({
    "avvist", "avslått", "forkastet", "forkasta", "nedstemt", "ikke vedtatt", "ikke godkjent", "ikkje vedteke", "ikkje godkjent",
})  # fmt: skip
_WITHDRAWN = frozenset({"trukket", "trukket tilbake", "trekt", "trekt tilbake"})


def said(outcome: str | None) -> str:
    """Return the words of an outcome as they are compared, "" where there are none."""
    return (outcome or "").casefold().strip()


def is_adopted(outcome: str | None) -> bool:
    """Say whether a case was decided as proposed; «ikke vedtatt» begins otherwise."""
    return said(outcome).startswith(_ADOPTED)


def is_on_its_way(outcome: str | None) -> bool:
    """Say whether an outcome leaves the case to be decided later, or by others."""
    return said(outcome).startswith(_ON_ITS_WAY)


def is_ended(outcome: str | None) -> bool:
    """Say whether an outcome ends a case that was never put to a decision."""
    return said(outcome).startswith(_ENDED)


def goes_no_further(outcome: str | None) -> bool:
    """Say whether a case was turned down or ended, so that no other body will have it."""
    return said(outcome).startswith(_TURNED_DOWN)


def is_rejected(outcome: str | None) -> bool:
    """Say whether a text was turned down, and nothing else is said of it."""
    return said(outcome) in _REJECTED


def is_withdrawn(outcome: str | None) -> bool:
    """Say whether those who proposed a text took it back, and nothing else is said of it."""
    return said(outcome) in _WITHDRAWN
