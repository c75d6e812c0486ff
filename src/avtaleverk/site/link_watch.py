"""Judges one link to the site: is it right, and what should be written instead where it is not.

The truth is ``lenker.json`` (``link_data.py``). ``pages/assets/lenkeregler.js`` judges by the same rules in the
browser, and one table of cases is run through both.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from rapidfuzz.distance import LCSseq

from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.site.link_address import Place, place_of

# The words, in both languages, for a text that has applied and does so no more.
_ENDED = frozenset({"erstattet", "erstatta", "utløpt", "gått ut", "opphevet", "oppheva"})
_VERSION, _DOCUMENT, _FILE = "versjon", "dokument", "fil"
# The page of a version, and a file of it: only these tell where the text in force is.
_OF_ONE_VERSION = frozenset({_VERSION, _FILE})
# What nobody means who writes an address by heart.
_NEVER_MEANT = frozenset({_VERSION, "endring", "punkthistorie", "historikk", _FILE})
# Paragraphs and list items; lenker.json has the points that they stand in.
_PART = re.compile(r"(.+?)((?:-(?:ledd|bokstav|nr|strek)-[a-z0-9]+)+)")
_LIKE = 0.75
_LONGEST = 200
_STEPS = 20


class Kind(StrEnum):
    """What a link is; the value is what ``--json`` says."""

    RIGHT = "riktig"
    FIXED = "fast-lenke"
    SPELLING = "skrivemåte"
    NOTHING = "ikke-i-kraft"
    OLD = "gammel-versjon"
    COMING = "forslag"
    GONE_POINT = "utgått-punkt"
    NEW_POINT = "nytt-punkt"
    UNKNOWN_POINT = "ukjent-punkt"
    MOVED_POINT = "flyttet-punkt"
    MOVED = "flyttet"
    GONE = "borte"
    UNKNOWN = "finnes-ikke"
    FORMER_SITE = "gammelt-nettsted"

    @property
    def is_hint(self) -> bool:
        """Say whether the link does no harm today, and could still be better."""
        return self in {Kind.FIXED, Kind.SPELLING, Kind.NOTHING}

    @property
    def is_wrong(self) -> bool:
        """Say whether a reader who follows the link is led astray."""
        return self is not Kind.RIGHT and not self.is_hint


class Fate(StrEnum):
    """What became of the point in a link, on the page that should be linked to."""

    SAME = ""
    RENUMBERED = "nytt-nummer"
    REMOVED = "tatt-ut"
    UNKNOWN = "ukjent"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of one link.

    ``cure`` is the whole address to write instead, "" where there is none; ``is_guess`` where likeness alone speaks
    for it. ``title``, ``version`` and ``status`` are those of what the link leads to.
    """

    kind: Kind
    cure: str = ""
    is_guess: bool = False
    title: str = ""
    version: str = ""
    status: str = ""
    point: Fate = Fate.SAME


@dataclass(frozen=True, slots=True)
class Entry:
    """What lies at one address. ``heir`` is None where nothing took over, and counts only where ``is_led_on``.

    ``moved`` has the anchors that went to another page, with where they are now.
    """

    kind: str
    title: str = ""
    status: str = ""
    version: str = ""
    current: str = ""
    is_led_on: bool = False
    heir: str | None = None
    points: Mapping[str, str | None] | None = None
    moved: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LinkData:
    """Every address of a site: ``site`` is where it lies, ``built`` the day it was made."""

    site: str
    built: str
    entries: Mapping[str, Entry] = field(repr=False)

    def find(self, path: str) -> str:
        """Return the address of a page as the site writes it, "" where there is none."""
        written = (path, f"{path}/", path.rstrip("/")) if path else ()
        return next((p for p in written if p in self.entries), "")


def read_link_data(text: str) -> LinkData:
    """Read ``lenker.json``; raises AvtaleverkError where it is something else."""
    try:
        data = json.loads(text)
        entries = {address: _entry(value) for address, value in data["adresser"].items()}
        return LinkData(str(data["nettsted"]), str(data["bygd"]), entries)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        msg = "lenker.json er ikke slik avtaleverk skriver den. Se etter at adressen eller fila er riktig."
        raise AvtaleverkError(msg) from error


def _entry(value: Mapping[str, object]) -> Entry:
    def text(name: str) -> str:
        found = value.get(name)
        return found if isinstance(found, str) else ""

    def texts(name: str) -> dict[str, str | None] | None:
        found = value.get(name)
        return {k: v if isinstance(v, str) else None for k, v in found.items()} if isinstance(found, Mapping) else None

    return Entry(
        text("slag"), text("tittel"), text("status"), text("versjon"), text("gjeldende"),
        "etterfolger" in value, text("etterfolger") or None, texts("punkter"), texts("flyttet") or {},
    )  # fmt: skip


def judge(link: str, data: LinkData, former: Sequence[str] = ()) -> Verdict | None:
    """Return what is to be said of a link, None where it leads to another site; ``former`` are old addresses of ours."""
    place = place_of(link, data.site, former)
    if place is None:
        return None
    address = data.find(place.path)
    verdict = _known(address, place.anchor, data) if address else _unknown(place, data)
    if place.is_former and not verdict.kind.is_wrong:
        return replace(verdict, kind=Kind.FORMER_SITE, cure=verdict.cure or _whole(data, address, place.anchor))
    if verdict.kind is Kind.RIGHT and not place.is_exact:
        return replace(verdict, kind=Kind.SPELLING, cure=_whole(data, address, place.anchor))
    return verdict


def _known(address: str, anchor: str, data: LinkData) -> Verdict:
    entry = data.entries[address]
    if entry.is_led_on:
        return _led_on(address, "", anchor, data)
    if (name := _named(anchor, entry.moved)) in entry.moved:
        there = _arrived(entry.moved[name] or "", "", "", data)
        kind, cure = (Kind.MOVED_POINT, there.cure) if there else (Kind.GONE_POINT, _whole(data, address, ""))
        return Verdict(kind, cure, title=entry.title)
    if entry.kind in _OF_ONE_VERSION and entry.current in data.entries:
        return _version(entry, anchor, data)
    found, fate = _followed(anchor, entry)
    if fate is not Fate.SAME:
        kinds = {Fate.RENUMBERED: Kind.NEW_POINT, Fate.REMOVED: Kind.GONE_POINT, Fate.UNKNOWN: Kind.UNKNOWN_POINT}
        guess = fate is Fate.UNKNOWN and bool(found)
        return Verdict(kinds[fate], _whole(data, address, found), guess, entry.title)
    if entry.kind == _DOCUMENT and not entry.version:
        return Verdict(Kind.NOTHING, title=entry.title, status=entry.status)
    return Verdict(Kind.RIGHT, title=entry.title, version=entry.version, status=entry.status)


def _version(entry: Entry, anchor: str, data: LinkData) -> Verdict:
    home = data.entries[entry.current]
    found, fate = _followed(anchor, entry)
    apart = Kind.OLD if entry.status in _ENDED else Kind.COMING
    kind = Kind.FIXED if entry.version == home.version else apart
    cure = _whole(data, entry.current, found)
    return Verdict(kind, cure, title=home.title, version=entry.version, status=entry.status, point=fate)


def _followed(anchor: str, entry: Entry) -> tuple[str, Fate]:
    """Return the anchor of the same point in the text in force ("" for the page as a whole), and what became of it.

    A paragraph is followed to the point it stands in: its number there may be another.
    """
    points = entry.points
    if not anchor or not points:
        return anchor if points is None else "", Fate.SAME
    if (name := _named(anchor, points)) in points:
        now = points[name]
        return (now, Fate.SAME if now == name else Fate.RENUMBERED) if now else ("", Fate.REMOVED)
    if not anchor.startswith("pkt-"):
        return anchor, Fate.SAME
    return _around(anchor, points), Fate.UNKNOWN


def _named(anchor: str, points: Mapping[str, str | None]) -> str:
    """Return the point that an anchor names or, for that of a paragraph, lies in."""
    part = _PART.fullmatch(anchor)
    return part[1] if part and anchor not in points else anchor


def _around(anchor: str, points: Mapping[str, str | None]) -> str:
    """Return the nearest point in force that an anchor lies in, "" where there is none."""
    steps = re.split(r"[^a-z0-9]+", anchor.lower())
    found = (points.get("-".join(steps[:n])) for n in range(len(steps), 1, -1))
    return next(filter(None, found), "")


def _led_on(address: str, rest: str, anchor: str, data: LinkData) -> Verdict:
    """Follow a page that has moved to where it is now.

    What lay below it and its points went along. A text that was taken away has a page of its own, with a title, that
    says so; its points mean nothing in another text.
    """
    entry = data.entries[address]
    with_it = ("", "") if entry.title else (rest, anchor)
    return _arrived(entry.heir or "", *with_it, data) or Verdict(Kind.GONE)


def _arrived(target: str, rest: str, anchor: str, data: LinkData) -> Verdict | None:
    """Return what to write to come to ``target``, with ``rest`` below it, in the text in force; None for nowhere."""
    for _ in range(_STEPS):
        page, _, given = target.partition("#")
        address = (rest and not given and data.find(f"{page.rstrip('/')}/{rest}")) or data.find(page)
        if not address:
            return None
        anchor, entry = given or anchor, data.entries[address]
        if not entry.is_led_on:
            return _home(address, anchor, data)
        target, rest, anchor = entry.heir or "", "", "" if entry.title else anchor
    return None


def _home(address: str, anchor: str, data: LinkData) -> Verdict:
    """Return where a page that was moved, and its point, are to be found; in the text in force where it is a version."""
    entry = data.entries[address]
    found, fate = _followed(anchor, entry)
    if entry.kind in _OF_ONE_VERSION and entry.current in data.entries:
        address, entry = entry.current, data.entries[entry.current]
    elif fate is Fate.SAME:
        found = anchor
    return Verdict(Kind.MOVED, _whole(data, address, found), title=entry.title, point=fate)


def _unknown(place: Place, data: LinkData) -> Verdict:
    for above in _above(place.path):
        address = data.find(above)
        if address and data.entries[address].is_led_on:
            return _led_on(address, place.path[len(above) :], place.anchor, data)
    address = _nearest(place.path, data) or next(filter(None, map(data.find, _above(place.path))), "")
    if not address:
        return Verdict(Kind.UNKNOWN)
    entry = data.entries[address]
    known = entry.points is not None and entry.points.get(place.anchor) == place.anchor
    cure = _whole(data, address, place.anchor if known else "")
    return Verdict(Kind.UNKNOWN, cure, is_guess=True, title=entry.title)


def _above(path: str) -> Iterator[str]:
    """Yield the folders that a path lies in, the innermost first, but not the start page."""
    steps = [step for step in path.split("/") if step]
    for n in range(len(steps) - 1, 0, -1):
        yield f"/{'/'.join(steps[:n])}/"


def _nearest(path: str, data: LinkData) -> str:
    """Return the page whose address is most like a path and has the same numbers, "" where none is like it."""
    sought = path.lower()
    if len(sought) > _LONGEST:
        return ""
    numbers = re.findall("[0-9]+", sought)
    meant = (a for a, e in data.entries.items() if a.endswith("/") and not e.is_led_on and e.kind not in _NEVER_MEANT)
    scored = ((_likeness(sought, a), -len(a), a) for a in meant if re.findall("[0-9]+", a) == numbers)
    best = max(((score, short, a) for score, short, a in scored if score >= _LIKE), default=None, key=lambda x: x[:2])
    return best[2] if best else ""


def _likeness(one: str, other: str) -> float:
    """Return how much of two texts is the same, in the same order, from 0 to 1."""
    return 2 * LCSseq.similarity(one, other) / (len(one) + len(other))


def _whole(data: LinkData, address: str, anchor: str) -> str:
    return f"{data.site.rstrip('/')}{address}{f'#{anchor}' if anchor else ''}"
