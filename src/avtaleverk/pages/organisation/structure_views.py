"""What differs between two structures as a page shows it: in a few words, and body by body with before and after."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from avtaleverk.model.addresses import slug
from avtaleverk.model.structure import Body, Structure
from avtaleverk.organisation.structures.changes import (
    BodyChange,
    Difference,
    Fate,
    Pairing,
    StructureChanges,
    Trait,
    compare,
    has_moved,
    is_stated,
    says,
)
from avtaleverk.organisation.structures.kinship import base, way
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.body_words import full_name, level_words, member_words
from avtaleverk.pages.organisation.chart import ChartMark
from avtaleverk.pages.organisation.structure_words import StructureWords, structure_name, trait_name, within


class Telling(StrEnum):
    """In which voice a change is told: it happened, it is proposed, a proposal is held against what came, or neither."""

    HAPPENED = "skjedd"
    PROPOSED = "foreslatt"
    CAME = "kom"
    BESIDE = "ved siden av"


_SENTENCES: Mapping[Telling, Mapping[Fate, str]] = {
    Telling.HAPPENED: {
        Fate.ADDED: "{new} has been added.",
        Fate.GONE: "{old} is no longer there.",
        Fate.MERGED: "{old} have been merged into {new}.",
        Fate.SPLIT: "{old} has been split into {new}.",
        Fate.REARRANGED: "{old} have become {new}.",
        Fate.NAMED: "Where it said {old}, it now says {new}.",
        Fate.KEPT: "{old} is now called {new}.",
    },
    Telling.PROPOSED: {
        Fate.ADDED: "It is proposed to add {new}.",
        Fate.GONE: "It is proposed to take out {old}.",
        Fate.MERGED: "It is proposed to merge {old} into {new}.",
        Fate.SPLIT: "It is proposed to split {old} into {new}.",
        Fate.REARRANGED: "It is proposed that {old} become {new}.",
        Fate.NAMED: "Where it says {old}, the proposal says {new}.",
        Fate.KEPT: "It is proposed to call {old} {new}.",
    },
    Telling.CAME: {
        Fate.ADDED: "{new} is not in the proposal.",
        Fate.GONE: "{old} is in the proposal alone.",
        Fate.MERGED: "Where the proposal has {old}, the structure has {new}.",
        Fate.SPLIT: "Where the proposal has {old}, the structure has {new}.",
        Fate.REARRANGED: "Where the proposal has {old}, the structure has {new}.",
        Fate.NAMED: "Where the proposal has {old}, the structure has {new}.",
        Fate.KEPT: "Where the proposal has {old}, the structure has {new}.",
    },
    Telling.BESIDE: {
        Fate.ADDED: "{new} is in the newer one alone.",
        Fate.GONE: "{old} is in the older one alone.",
        Fate.MERGED: "Where the older one has {old}, the newer one has {new}.",
        Fate.SPLIT: "Where the older one has {old}, the newer one has {new}.",
        Fate.REARRANGED: "Where the older one has {old}, the newer one has {new}.",
        Fate.NAMED: "Where the older one has {old}, the newer one has {new}.",
        Fate.KEPT: "Where the older one has {old}, the newer one has {new}.",
    },
}
_CHIPS: Mapping[Fate, ChartMark] = {
    Fate.ADDED: ChartMark.NEW,
    Fate.GONE: ChartMark.GONE,
    Fate.MERGED: ChartMark.MERGED,
    Fate.SPLIT: ChartMark.SPLIT,
    Fate.REARRANGED: ChartMark.CHANGED,
    Fate.NAMED: ChartMark.CHANGED,
    Fate.KEPT: ChartMark.CHANGED,
}
_FATE_WORDS: Mapping[ChartMark, str] = {
    ChartMark.NEW: "new",
    ChartMark.GONE: "gone",
    ChartMark.RENAMED: "new name",
    ChartMark.MERGED: "merged",
    ChartMark.SPLIT: "split",
    ChartMark.CHANGED: "changed",
}
# What has a sentence of its own, or stands beside.
_TOLD = frozenset({Trait.NAME, Trait.ABOVE, Trait.NOTE})
# What bodies that merge or split have of their own without saying.
_OF_COURSE = frozenset({Trait.NAME, Trait.ABBREVIATION, Trait.BELONGS, Trait.NOTE})
_MOST_NAMES = 3
# What is said of bodies of which the new, the old or each of them tells something that the other leaves out.
_KNOWN = {
    frozenset({"new"}): "More is stated about {names}.",
    frozenset({"old"}): "Less is stated about {names}.",
    frozenset({"old", "new"}): "Not the same is stated about {names}.",
}
_MANY: Mapping[Trait, tuple[str, str]] = {
    Trait.SEAT: ("{n} role", "{n} roles"),
    Trait.TASK: ("{n} task", "{n} tasks"),
    Trait.RULE: ("{n} rule", "{n} rules"),
    Trait.AREA: ("{n} area", "{n} areas"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of before and after; ``absent`` is what stands where there is nothing."""

    what: str
    old: str
    new: str
    absent: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Before and after of some bodies that changed alike; ``title`` names them where the change has several."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What became of some bodies: a heading, a sentence, what is noted about them, and the lines."""

    anchor: str
    title: str
    chip: str
    sentences: tuple[str, ...]
    notes: tuple[str, ...]
    compared: tuple[Compared, ...]


@dataclass(frozen=True)
class Comparison:
    """Two structures, the older one first, with all that differs between them."""

    ctx: Context
    old: Structure
    new: Structure

    @property
    def changes(self) -> StructureChanges:
        """Return what differs, computed once."""
        key = ("structure changes", self.old.id, self.new.id)
        return self.ctx.once(key, lambda: compare(self.old, self.new, way(self.ctx.corpus, self.old, self.new)))

    @property
    def telling(self) -> Telling:
        """Return the voice in which it is told."""
        if self.new.proposal:
            return Telling.PROPOSED if base(self.ctx.corpus, self.new) is self.old else Telling.BESIDE
        return Telling.CAME if self.old.proposal else Telling.HAPPENED

    def marks(self) -> dict[str, ChartMark]:
        """Return what happened to each body of the newer structure, for the chart."""
        return {body.id: mark(c) for c in self._shown() for body in c.new}

    def gone(self) -> tuple[Body, ...]:
        """Return the bodies that the newer structure has not, also those that went into others.

        A line that stood for several bodies is not one that has gone.
        """
        there = {b.id for b in self.new.bodies}
        lost = (b for c in self._shown() if c.fate not in {Fate.KEPT, Fate.NAMED} for b in c.old)
        return tuple(b for b in lost if b.id not in there)

    def _shown(self) -> list[BodyChange]:
        """Return the changes that are more than another note."""
        return [c for c in self.changes.bodies if c.fate is not Fate.KEPT or c.traits - {Trait.NOTE}]

    # --- in a few words ---

    def brief(self) -> list[str]:
        """Return what differs in a few sentences: what became of bodies, what is said otherwise, what is said on one side."""
        return [sentence for sentence, _ in self.told()] + self.known_of_one()

    def told(self) -> list[tuple[str, tuple[BodyChange, ...]]]:
        """Return each change in a sentence with the bodies it is about, the great ones first."""
        groups = [tuple(group) for group in self._groups()]
        great = [(sentence, group) for group in groups for sentence in self.sentences(group)]
        return great + [(sentence, group) for group in groups for sentence in self._described(group)]

    def sentences(self, group: Sequence[BodyChange]) -> list[str]:
        """Return what became of some bodies that changed alike: merged, renamed, answering to another."""
        first, names = (
            group[0],
            {"old": self._names(b for c in group for b in c.old), "new": self._names(b for c in group for b in c.new)},
        )
        told = []
        if first.fate is not Fate.KEPT or first.is_renamed:
            told.append(self.ctx.t(_SENTENCES[self.telling][first.fate], **names))
        if has_moved(first, self.new):
            told.append(self._moved(names["new"], first))
        return told

    def _moved(self, names: str, change: BodyChange) -> str:
        above = StructureWords(self.ctx, self.new).value(Trait.ABOVE, change.new[0].above) or self.ctx.t("nobody")
        if self.new.proposal:
            return self.ctx.t("{names} would answer to {above}.", names=names, above=above)
        return self.ctx.t("{names} now answers to {above}.", names=names, above=above)

    def _described(self, group: Sequence[BodyChange]) -> Iterator[str]:
        """Yield which bodies go on and are described otherwise, and in what."""
        if group[0].fate is not Fate.KEPT:
            return
        pairing = group[0].pairings[0]
        told = _TOLD | ({Trait.ABBREVIATION} if group[0].is_renamed else set())
        traits = dict.fromkeys(d.trait for d in pairing.differences if is_stated(pairing, d) and d.trait not in told)
        if traits:
            names = self._names(b for c in group for b in c.new)
            what = self.ctx.t.listed([trait_name(self.ctx, trait).lower() for trait in traits])
            yield self.ctx.t("{names}: {what} is described otherwise.", names=names, what=what)

    def known_of_one(self) -> list[str]:
        """Return of which bodies one of the structures says something that the other leaves out."""
        found: dict[str, list[Body]] = {}
        for pairing in (p for c in self._shown() if c.fate is Fate.KEPT for p in c.pairings):
            alone = [d for d in pairing.differences if d.trait not in _TOLD and not is_stated(pairing, d)]
            said_by = frozenset(side for side in ("old", "new") if any(says(getattr(d, side)) for d in alone))
            if said_by:
                found.setdefault(_KNOWN[said_by], []).append(pairing.new)
        return [self.ctx.t(words, names=self._names(bodies)) for words, bodies in found.items()]

    def _names(self, bodies: Iterable[Body]) -> str:
        return self.ctx.t.listed([full_name(b) for b in bodies] or [""])

    # --- body by body ---

    def views(self) -> list[ChangeView]:
        """Return the changes body by body; equal bodies that changed alike stand together."""
        return [self._view(group) for group in self._groups()]

    def whole(self) -> Compared:
        """Return what differs in the structure as such; the notes stand elsewhere."""
        shown = [d for d in self.changes.whole if d.trait is not Trait.NOTE]
        rules = [d for d in shown if d.trait is Trait.RULE] if not (self.old.rules and self.new.rules) else []
        return Compared("", (*self._rows_of(d for d in shown if d not in rules), *self._counted(Trait.RULE, rules)))

    def _groups(self) -> list[list[BodyChange]]:
        """Return the changes, those of bodies with one template that changed alike together."""
        groups: dict[object, list[BodyChange]] = {}
        for change in self._shown():
            body = (change.new or change.old)[0]
            alike = tuple(_without(p, Trait.NAME, Trait.NOTE) for p in change.pairings)
            is_equal = (
                bool(body.template) and change.fate in {Fate.ADDED, Fate.GONE, Fate.KEPT} and not change.is_renamed
            )
            key = (change.fate, body.template, alike) if is_equal else change
            groups.setdefault(key, []).append(change)
        return list(groups.values())

    def _view(self, group: Sequence[BodyChange]) -> ChangeView:
        change = group[0]
        bodies = [b for c in group for b in (c.old if c.fate in {Fate.SPLIT, Fate.NAMED} else c.new or c.old)]
        is_many = len(bodies) > _MOST_NAMES
        title = self.ctx.t.count("{n} body", "{n} bodies", len(bodies)) if is_many else self._names(bodies)
        is_plain = change.fate in {Fate.ADDED, Fate.GONE} and not is_many
        return ChangeView(
            f"endring-{slug(bodies[0].id)}",
            title,
            self.ctx.t(_FATE_WORDS[mark(change)]),
            (*(() if is_plain else self.sentences(group)), *self._placed(change)),
            tuple(self._notes(group)),
            tuple(self._compared(change)),
        )

    def _placed(self, change: BodyChange) -> tuple[str, ...]:
        """Return where a new body stands."""
        if change.fate is not Fate.ADDED:
            return ()
        body, words = change.new[0], StructureWords(self.ctx, self.new)
        above = words.value(Trait.ABOVE, body.above)
        answers = f"{trait_name(self.ctx, Trait.ABOVE).lower()} {above}" if above else ""
        said = (level_words(self.ctx, body), answers, member_words(self.ctx, body, self.new))
        return (", ".join(w for w in said if w) + ".",)

    def _notes(self, group: Sequence[BodyChange]) -> Iterator[str]:
        """Yield what is noted about the bodies, with the structure that notes it."""
        bodies = [(b, s) for c in group for side, s in ((c.old, self.old), (c.new, self.new)) for b in side]
        seen: dict[str, list[str]] = {}
        for body, structure in bodies:
            if body.note:
                seen.setdefault(body.note, []).append(
                    f"{full_name(body)} ({within(structure_name(self.ctx, structure))})"
                )
        yield from (f"{self.ctx.t.listed(list(dict.fromkeys(who)))}: {note}" for note, who in seen.items())

    def _compared(self, change: BodyChange) -> Iterator[Compared]:
        """Yield before and after; bodies that a change has several of, and that differ alike, stand together."""
        alike: dict[tuple[Difference, ...], list[Pairing]] = {}
        for pairing in change.pairings:
            alike.setdefault(tuple(_worth_telling(change, pairing)), []).append(pairing)
        for differences, pairings in alike.items():
            rows = tuple(self._rows(pairings[0], differences))
            if rows:
                yield Compared(self._pair_title(change, pairings), rows)

    def _pair_title(self, change: BodyChange, pairings: Sequence[Pairing]) -> str:
        if len(change.pairings) == 1:
            return ""
        old, new = (self._names(dict.fromkeys(side)) for side in zip(*((p.old, p.new) for p in pairings), strict=True))
        return self.ctx.t("From {old} to {new}", old=old, new=new)

    def _rows(self, pairing: Pairing, differences: Sequence[Difference]) -> Iterator[Row]:
        """Yield the lines; where one side states no seats or no tasks at all, that is one line."""
        sides = (pairing.old, pairing.new)
        for trait, lists in ((Trait.SEAT, [b.seats for b in sides]), (Trait.TASK, [b.tasks for b in sides])):
            if not all(lists):
                few = [d for d in differences if d.trait is trait]
                differences = [d for d in differences if d.trait is not trait]
                yield from self._counted(trait, few)
        yield from self._rows_of(differences)

    def _rows_of(self, differences: Iterable[Difference]) -> Iterator[Row]:
        """Yield a line each."""
        before, after = StructureWords(self.ctx, self.old), StructureWords(self.ctx, self.new)
        for d in differences:
            old, new = before.cell(d.trait, d.old), after.cell(d.trait, d.new)
            is_listed = d.trait in _MANY or d.trait is Trait.FELLOWSHIP
            what = before.subject(d.trait, d.old) if d.new is None else after.subject(d.trait, d.new)
            absent = "not mentioned" if is_listed else "nobody" if d.trait is Trait.ABOVE else "not stated"
            yield Row(what, old, new, self.ctx.t(absent))

    def _counted(self, trait: Trait, differences: Sequence[Difference]) -> Iterator[Row]:
        if differences:
            words = self.ctx.t.count(*_MANY[trait], len(differences))
            old, new = ("", words) if differences[0].old is None else (words, "")
            yield Row(trait_name(self.ctx, trait), old, new, self.ctx.t("not stated"))


def mark(change: BodyChange) -> ChartMark:
    """Return what happened to some bodies in a word."""
    return ChartMark.RENAMED if change.is_renamed else _CHIPS[change.fate]


def _worth_telling(change: BodyChange, pairing: Pairing) -> Iterator[Difference]:
    """Yield what differs, besides notes; between bodies that merged or split only what both sides state."""
    for difference in pairing.differences:
        if change.fate is Fate.KEPT:
            is_wanted = difference.trait is not Trait.NOTE
        else:
            is_wanted = difference.trait not in _OF_COURSE and is_stated(pairing, difference)
        if is_wanted:
            yield difference


def _without(pairing: Pairing, *traits: Trait) -> tuple[Difference, ...]:
    return tuple(d for d in pairing.differences if d.trait not in traits)
