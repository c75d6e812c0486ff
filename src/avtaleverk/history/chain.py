"""Whether the lines of the lock hang together, and who approved what: data in, data out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from avtaleverk.history.lock_file import CURE, Lock, fault
from avtaleverk.history.lock_lines import ROOT, Act, Link
from avtaleverk.model.findings import Finding, Severity

_LOCK_AGAIN = "Kjør avtaleverk lås"


@dataclass(frozen=True, slots=True)
class Approval:
    """What the lock says of one text: who approved it and when, since when it is locked, and who has signed that.

    What was not known is "".
    """

    folder: str
    number: str
    approved_by: str
    approved: str
    since: str
    signed_by: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Return it under the names that ``--json`` promises."""
        return {
            "mappe": self.folder,
            "versjon": self.number,
            "godkjent_av": self.approved_by or None,
            "godkjent": self.approved or None,
            "last": self.since or None,
            "signert_av": list(self.signed_by),
        }


def check_chain(lock: Lock) -> Iterator[Finding]:
    """Yield each fault of the chain at its line: altered, taken away, put in, moved, standing twice."""
    places: dict[str, int] = {}
    for link in lock.links:
        places.setdefault(link.own, link.line)
    for link in lock.links:
        yield from _faults(link, places, is_damaged=bool(lock.findings))
    if all(parent in places for link in lock.links for parent in link.parents if parent != ROOT):
        # Where a line is gone, the chain has an end there too, which is told already.
        yield from _forks(lock, places)
    if lock.unchained:
        yield replace(fault(min(e.line for e in lock.unchained), *_old(lock)), severity=Severity.WARNING)


def _faults(link: Link, places: Mapping[str, int], *, is_damaged: bool) -> Iterator[Finding]:
    if not link.is_whole:
        yield fault(link.line, "Linja er endret etter at den ble skrevet: kontrollsummen passer ikke", CURE)
    if places[link.own] != link.line:
        yield fault(link.line, f"Linja står også på linje {places[link.own]}", "Slett den ene av dem")
        return
    for parent in set(link.parents) - {ROOT}:
        # Where a line cannot be read at all, it is told as such, and may be the very one.
        if parent not in places and not is_damaged:
            yield fault(link.line, "Linja før denne er tatt bort eller skiftet ut", CURE)
        elif places.get(parent, 0) >= link.line:
            message = f"Linjene har byttet plass: denne henger på linje {places[parent]}, og skal stå etter den"
            yield fault(link.line, message, CURE)


def _forks(lock: Lock, places: Mapping[str, int]) -> Iterator[Finding]:
    """Yield the lines after which two ways go on: two branches were merged, or a line was put in."""
    lines = [places[head] for head in lock.heads]
    if len(lines) > 1:
        *others, last = map(str, sorted(lines))
        message = f"Kjeden deler seg og har flere ender: linje {', '.join(others)} og {last}"
        cure = f"Er to greiner flettet, er det som det skal. {_LOCK_AGAIN}, så samles de. Ellers er en linje satt inn"
        yield replace(fault(int(last), message, cure), severity=Severity.WARNING)


def _old(lock: Lock) -> tuple[str, str]:
    if lock.links:
        return "Linja er i den gamle formen og henger ikke i kjeden", f"{_LOCK_AGAIN}, så kommer den med"
    return "Låsen er i den gamle formen, uten kjede", f"{_LOCK_AGAIN}, så blir den gjort om"


def ancestry(lock: Lock, head: str) -> frozenset[str]:
    """Return the hashes of a line and of all that it hangs on; empty where there is no such line."""
    parents = {link.own: link.parents for link in lock.links}
    found: set[str] = set()
    left = [head]
    while left:
        own = left.pop()
        if own in parents and own not in found:
            found.add(own)
            left += parents[own]
    return frozenset(found)


def approvals(lock: Lock, signed: Iterable[tuple[str, str]] = ()) -> tuple[Approval, ...]:
    """Return who approved each text; ``signed`` are hashes of lines with who has signed all up to them."""
    covered = [(who, ancestry(lock, head)) for head, who in signed]
    latest = _latest(lock)
    return tuple(
        Approval(
            *(e.folder, e.number, e.approved_by, e.approved, e.since),
            tuple(dict.fromkeys(who for who, lines in covered if latest.get(e.key, {""}) <= lines)),
        )
        for e in sorted(lock.entries, key=lambda e: e.key)
    )


def _latest(lock: Lock) -> dict[tuple[str, str], set[str]]:
    """Return the lines that must be signed for what is said of a text to be: the one that locked it, and later ones."""
    told: dict[tuple[str, str], set[str]] = {}
    for link in lock.links:
        if link.act is Act.GATHERED:
            continue
        if link.act is Act.LOCKED:
            told.setdefault(link.key, set()).add(link.own)
        elif link.act is Act.RELEASED:
            told.pop(link.key, None)
        elif link.act is Act.MOVED:
            told[link.told("ny mappe"), link.told("versjon")] = {*told.pop(link.key, set()), link.own}
        else:
            told.setdefault(link.key, set()).add(link.own)
    return told
