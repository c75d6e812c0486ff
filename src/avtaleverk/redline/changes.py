"""What changed, one record at a time: the kind, the point before and after, the words, a sentence about it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from avtaleverk.model.text import Clause
from avtaleverk.redline.facts import Look
from avtaleverk.redline.phrases import Language, phrase


class ChangeKind(StrEnum):
    """What happened."""

    ADDED = "lagt til"
    REMOVED = "slettet"
    EDITED = "endret"
    MOVED = "flyttet"
    RENUMBERED = "nytt nummer"
    SPLIT = "delt"
    JOINED = "slått sammen"
    RESHAPED = "omgjort"
    FORMAT = "format"


_ADDRESS = 60


class Unit(StrEnum):
    """What it happened to."""

    POINT = "punkt"
    HEADING = "overskrift"
    PARAGRAPH = "avsnitt"
    ITEM = "listepunkt"
    QUOTE = "sitat"
    TERM = "begrep"
    DEFINITION = "forklaring"
    TABLE = "tabell"
    ROW = "rad"
    COLUMN = "kolonne"
    CODE = "kode"
    RULE = "strek"
    TEXT = "tekst"


class Style(StrEnum):
    """How a change is explained: a whole sentence, or what stands in a row whose first cell names the point."""

    SENTENCE = "setning"
    ROW = "rad"


@dataclass(frozen=True, slots=True)
class Pointing:
    """A reference to a point that has a new number, or is gone. ``followed`` says whether the text was put right."""

    clause: Clause | None
    text: str
    followed: bool
    is_gone: bool = False

    def explain(self, language: Language = "nb") -> str:
        """Return where it stands, and what is the matter with it."""
        name = "reference followed" if self.followed else "reference gone" if self.is_gone else "reference stale"
        return phrase(name, language, label(self.clause, language), self.text)


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``old_clause`` and ``new_clause`` are the points it happened in, None before the first heading.

    ``old`` and ``new`` are the texts, ``words_in`` and ``words_out`` count words, ``count`` the blocks of a run.
    ``numbers`` are pairs of old and new numbers, ``looks`` what looks otherwise, ``references`` those that a new
    number touches, ``into`` what a block was made into, ``elsewhere`` that it came from another point,
    ``deeper`` how many levels further in it stands,
    ``is_former`` that the number of the old point belongs to another point now.
    ``anchor`` is the number of the mark on the page (``endring-3``).
    """

    kind: ChangeKind
    unit: Unit
    old_clause: Clause | None
    new_clause: Clause | None
    anchor: int
    old: str = ""
    new: str = ""
    words_in: int = 0
    words_out: int = 0
    count: int = 1
    numbers: tuple[tuple[str, str], ...] = ()
    looks: tuple[Look, ...] = ()
    references: tuple[Pointing, ...] = ()
    into: Unit | None = None
    elsewhere: bool = False
    deeper: int = 0
    is_former: bool = False

    @property
    def clause(self) -> Clause | None:
        """Return the point under which a reader looks for it: the new one where there is one."""
        return self.new_clause or self.old_clause

    def point(self, language: Language = "nb") -> str:
        """Return what the point is called under which a reader looks for this."""
        name = label(self.clause, language)
        return phrase("former", language, name[:1].lower() + name[1:]) if self.is_former else name

    def explain(self, style: Style = Style.SENTENCE, language: Language = "nb") -> str:
        """Return what happened, in words."""
        whole = _WHOLE.get((self.kind, self.unit))
        if whole:
            return whole(self, language)
        said = _said(self, language)
        if style is Style.ROW:
            return said[:1].upper() + said[1:]
        return phrase("in", language, self.point(language), said)

    def as_dict(self, language: Language = "nb") -> dict[str, object]:
        """Return the change under the names that ``--format json`` promises."""
        return {
            "type": str(self.kind),
            "hva": str(self.unit),
            "gammelt_punkt": _clause_dict(self.old_clause),
            "nytt_punkt": _clause_dict(self.new_clause),
            "gammel": self.old,
            "ny": self.new,
            "ord_inn": self.words_in,
            "ord_ut": self.words_out,
            "antall": self.count,
            "nummer": [{"fra": before, "til": after} for before, after in self.numbers],
            "utseende": [str(look) for look in self.looks],
            "henvisninger": [
                {"punkt": _clause_dict(r.clause), "tekst": r.text, "fulgt": r.followed, "slettet": r.is_gone}
                for r in self.references
            ],
            "anker": f"endring-{self.anchor}",
            "forklaring": self.explain(Style.SENTENCE, language),
        }


def label(clause: Clause | None, language: Language = "nb") -> str:
    """Return what a point is called in a sentence: ``Punkt 7.1``, ``§ 3``, ``Punkt 2, «Formål»``."""
    if clause is None:
        return phrase("preamble", language)
    if clause.number:
        return _numbered_point(clause.number, language)
    title = phrase("titled", language, clause.title)
    return f"{_numbered_point(clause.within, language)}, {title}" if clause.within else title


def _numbered_point(number: str, language: Language) -> str:
    return number if number.startswith("§") else phrase("point", language, number)


def _clause_dict(clause: Clause | None) -> dict[str, str] | None:
    return {"id": clause.id, "nummer": clause.number, "tittel": clause.title} if clause else None


def _added_point(change: Change, language: Language) -> str:
    clause = change.new_clause
    if clause and not clause.number and clause.within:
        return phrase("in", language, _numbered_point(clause.within, language), _new_titled(clause, language))
    name = (clause.number or phrase("titled", language, clause.title)) if clause else ""
    return phrase("added point", language, name)


def _new_titled(clause: Clause, language: Language) -> str:
    said = phrase("added point", language, phrase("titled", language, clause.title))
    return said[:1].lower() + said[1:]


def _removed_point(change: Change, language: Language) -> str:
    return phrase("removed point", language, change.point(language))


def _moved_point(change: Change, language: Language) -> str:
    before, after = label(change.old_clause, language), label(change.new_clause, language)
    if not change.elsewhere:
        said = phrase("moved point", language, after)
    else:
        said = phrase("moved point to", language, before, after[:1].lower() + after[1:])
    return said + _edited_too(change, language)


def _edited_too(change: Change, language: Language) -> str:
    """Return what was edited in something that moved."""
    return f", {_edited(change, language)}" if change.words_in or change.words_out else ""


def _renumbered_points(change: Change, language: Language) -> str:
    numbers = [pair for pair in change.numbers if not _is_implied(pair, change.numbers)]
    before, after = _spans(numbers, language)
    several = "renumbered points" if len(numbers) > 1 else "renumbered point"
    name = several if before and after else "first numbers" if after else "lost numbers"
    return phrase(name, language, before, after)


def _is_implied(pair: tuple[str, str], numbers: tuple[tuple[str, str], ...]) -> bool:
    """Say whether 3.1 → 4.1 goes without saying, because 3 → 4."""
    return any(
        pair[0].startswith(f"{before}.") and pair[1] == f"{after}{pair[0][len(before) :]}" for before, after in numbers
    )


_WHOLE = {
    (ChangeKind.ADDED, Unit.POINT): _added_point,
    (ChangeKind.REMOVED, Unit.POINT): _removed_point,
    (ChangeKind.MOVED, Unit.POINT): _moved_point,
    (ChangeKind.RENUMBERED, Unit.POINT): _renumbered_points,
}


def _spans(pairs: list[tuple[str, str]], language: Language) -> tuple[str, str]:
    """Return the numbers before and after; what follows without a gap on both sides as a range."""
    runs: list[list[tuple[str, str]]] = []
    for pair in pairs:
        follows = runs and (_following(runs[-1][-1][0]), _following(runs[-1][-1][1])) == pair
        if follows:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    before, after = ([_span([pair[side] for pair in run]) for run in runs] for side in (0, 1))
    return _listed([b for b in before if b], language), _listed([a for a in after if a], language)


def _following(number: str) -> str:
    """Return the number after this one: 2.3 after 2.2, c) after b)."""
    if m := re.fullmatch(r"(.*?)(\d+)(\D*)", number):
        return f"{m[1]}{int(m[2]) + 1}{m[3]}"
    return f"{chr(ord(number[0]) + 1)}{number[1:]}" if number else ""


def _span(numbers: list[str]) -> str:
    shown = [number.rstrip(".") for number in numbers if number]
    return shown[0] if len(shown) == 1 else f"{shown[0]}–{shown[-1]}" if shown else ""


def _edited(change: Change, language: Language) -> str:
    """Return how many words came, went, or gave way to others."""
    come, gone = change.words_in, change.words_out
    if not come and not gone:
        return phrase("edited signs", language)
    return phrase("edited" if come and gone else "words in" if come else "words out", language, max(come, gone))


def _looked(change: Change, language: Language) -> str:
    before, after = _short(change.old), _short(change.new)
    if change.looks == (Look.LINK,) and before and after and before != after and "\n" not in before + after:
        return phrase("link", language, before, after)
    return phrase("format", language, _listed([phrase(look, language) for look in change.looks], language))


def _short(address: str) -> str:
    """Return an address short enough for a sentence."""
    half = _ADDRESS // 2
    return address if len(address) <= _ADDRESS else f"{address[:half]}…{address[-half:]}"


def _numbered(change: Change, language: Language) -> str:
    before, after = _spans(list(change.numbers), language)
    return phrase("renumbered items" if len(change.numbers) > 1 else "renumbered item", language, before, after)


def _reshaped(change: Change, language: Language) -> str:
    name = noun(change.unit, 1, language)
    if change.into is change.unit and change.deeper:
        said = phrase("deeper" if change.deeper > 0 else "shallower", language, name)
    else:
        said = phrase("reshaped", language, name, noun(change.into or Unit.TEXT, 1, language))
    return said + _edited_too(change, language)


def _split(change: Change, language: Language) -> str:
    if change.kind is ChangeKind.SPLIT:
        return phrase("split", language, noun(change.unit, 1, language), change.count)
    return phrase("joined", language, noun(change.unit, change.count, language), change.count)


_SAYING: dict[ChangeKind, Callable[[Change, Language], str]] = {
    ChangeKind.EDITED: _edited,
    ChangeKind.FORMAT: _looked,
    ChangeKind.RENUMBERED: _numbered,
    ChangeKind.RESHAPED: _reshaped,
    ChangeKind.SPLIT: _split,
    ChangeKind.JOINED: _split,
}


def _said(change: Change, language: Language) -> str:
    """Return what happened inside a point."""
    if change.unit is Unit.COLUMN:
        name = phrase("titled", language, change.new or change.old)
        return phrase("column added" if change.kind is ChangeKind.ADDED else "column removed", language, name)
    return _SAYING.get(change.kind, _counted)(change, language)


def _counted(change: Change, language: Language) -> str:
    """Return how many blocks came, went or moved."""
    what = {ChangeKind.ADDED: "added", ChangeKind.REMOVED: "removed"}.get(change.kind, "moved")
    name = f"{what} {'more' if change.count > 1 else 'one'}"
    if what == "moved" and not change.elsewhere:
        name += " inside"
    if name == "added one" and change.unit in FEMININE:
        name += " feminine"
    bare = name.startswith("added one")
    called = noun(change.unit, change.count, language, bare=bare or change.count > 1)
    source = label(change.old_clause, language)
    said = phrase(name, language, called, change.count, source[:1].lower() + source[1:])
    return said + (_edited_too(change, language) if what == "moved" else "")


FEMININE = frozenset({Unit.TABLE, Unit.ROW, Unit.CODE, Unit.RULE, Unit.HEADING, Unit.DEFINITION})
_NOUNS = {
    Unit.HEADING: "one heading",
    Unit.ITEM: "one item",
    Unit.QUOTE: "one quote",
    Unit.TERM: "one term",
    Unit.DEFINITION: "one definition",
    Unit.TABLE: "one table",
    Unit.ROW: "one row",
    Unit.CODE: "one code",
    Unit.RULE: "one rule",
}


def noun(unit: Unit, count: int, language: Language, *, bare: bool = False) -> str:
    """Return what one block, or several, of a kind are called; ``bare`` without «et» or «en»."""
    called = phrase(_NOUNS.get(unit, "one paragraph") + ("s" if count > 1 else ""), language)
    if bare or count > 1:
        return called
    gender = " masculine" if unit is Unit.TABLE else " feminine" if unit in FEMININE else ""
    return phrase(f"article{gender}", language, called)


def _listed(words: list[str], language: Language) -> str:
    """Return words as an enumeration: ``a, b og c``."""
    return phrase("and", language).join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
