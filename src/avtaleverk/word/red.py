"""Red text made into tracked changes: red is added, red and struck is deleted.

So that one reader resolves both, whoever marked what. Red that belongs to a style is design and is asked about; red
that stood in the version in force already is no change.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from avtaleverk.word.colours import Colour, Colours, is_vivid
from avtaleverk.word.names import w
from avtaleverk.word.noted import NoteKind
from avtaleverk.word.notes import Notes, shortened
from avtaleverk.word.published import Published
from avtaleverk.word.red_tables import mark_rows_and_columns
from avtaleverk.word.tracking import mark_paragraph, wrap
from avtaleverk.word.xml import Element, dropped, each, is_on, local, value

_COMES, _GOES = {w("ins"), w("moveTo")}, {w("del"), w("moveFrom")}
# How much of the sentence around a red word is looked for in the version in force.
_AROUND, _NEAR = 50, 40


_STRIKES = ("strike", "dstrike")


class State(Enum):
    """What a stretch of text is: on both sides, new, gone, marked by Word itself, or without anything to see."""

    KEPT = "kept"
    NEW = "new"
    GONE = "gone"
    TRACKED_NEW = "tracked new"
    TRACKED_GONE = "tracked gone"
    NEUTRAL = "neutral"


_ALL_NEW = {State.NEW, State.TRACKED_NEW}
_ALL_GONE = {State.GONE, State.TRACKED_GONE}
_STOOD = {State.KEPT, State.GONE, State.TRACKED_GONE, State.NEUTRAL}


@dataclass(slots=True)
class _Line:
    """A paragraph with the state of each of its runs."""

    paragraph: Element
    runs: list[Element]
    states: list[State]
    texts: list[str]

    def stood(self, first: int, last: int) -> str:
        """Return the text of some runs as far as it was there before."""
        return "".join(t for t, s in zip(self.texts[first:last], self.states[first:last], strict=True) if s in _STOOD)

    @property
    def whole(self) -> State:
        """Return NEW or GONE where that is all there is, NEUTRAL where there is no text, else KEPT."""
        said = set(self.states) - {State.NEUTRAL}
        if not said:
            return State.NEUTRAL
        if said <= _ALL_NEW and State.NEW in said:
            return State.NEW
        return State.GONE if said <= _ALL_GONE and State.GONE in said else State.KEPT


@dataclass(slots=True)
class RedReader:
    """Reads the red of one part. ``published`` is the version in force, None where it is not known."""

    colours: Colours
    notes: Notes
    published: Published | None
    counts: dict[State, int] = field(default_factory=lambda: {State.NEW: 0, State.GONE: 0})
    _told: set[str] = field(default_factory=set)
    _letters: dict[bool, int] = field(default_factory=lambda: {True: 0, False: 0})

    def mark(self, root: Element) -> None:
        """Give every red stretch, paragraph, row and column the mark of the change that it stands for."""
        lines = {p: self._line(p) for p in each(root, "p")}
        for line in lines.values():
            self._forgive_what_stood(line)
        mark_rows_and_columns(root, {p: line.whole.value for p, line in lines.items()})
        for line in lines.values():
            self._mark_line(line)

    def _line(self, paragraph: Element) -> _Line:
        runs = list(_runs(paragraph))
        texts = [_shown(run) for run in runs]
        states = [self._state(r, t, paragraph) for r, t in zip(runs, texts, strict=True)]
        return _Line(paragraph, runs, states, texts)

    def _state(self, run: Element, text: str, paragraph: Element) -> State:
        tracked = _tracked(run, paragraph)
        if not text.strip() and not (_has_note(run) and self.colours.of_run(run, paragraph) is Colour.RED):
            return State.NEUTRAL
        if tracked is State.TRACKED_GONE:
            return tracked
        colour = self.colours.of_run(run, paragraph)
        struck = colour is Colour.RED and self.colours.is_struck(run, paragraph)
        if tracked is not None:
            return State.GONE if struck else tracked
        if colour is Colour.RED:
            return State.GONE if struck else self._red(run)
        self._note_other(run, paragraph, colour)
        return State.KEPT

    def _red(self, run: Element) -> State:
        """Return the state of a red run; text that was coloured while changes were tracked had been there before."""
        if self.colours.was_red(run):
            return State.NEW
        self.notes.add(
            NoteKind.UNSURE,
            f"«{shortened(_shown(run).strip())}» ble farget rødt mens endringer ble sporet, og sto der fra før. "
            "Det er ikke regnet som lagt til",
            run,
        )
        return State.KEPT

    def _note_other(self, run: Element, paragraph: Element, colour: Colour) -> None:
        """Note what may have been meant as a mark and cannot be read as one."""
        if colour is Colour.DESIGN:
            style = value(run.find(w("rPr")), "rStyle") or self.colours.styles.paragraph_style(paragraph)
            name = next(self.colours.styles.names(style), "") or "tabellens stil"
            self.notes.add(
                NoteKind.UNSURE, f"Rød skrift i stilen «{name}» er regnet som utforming, ikke som lagt til tekst"
            )
        elif self.colours.is_struck(run, paragraph):
            what = "er strøket over, men ikke rød. Teksten er beholdt"
            self.notes.add(NoteKind.UNSURE, f"«{shortened(_shown(run).strip())}» {what}", run)
        elif _is_highlighted(run):
            what = "er merket med farge bak teksten. Det er ikke lest som en endring"
            self.notes.add(NoteKind.UNSURE, f"«{shortened(_shown(run).strip())}» {what}", run)
        elif (shade := self.colours.own(run)) not in self._told and is_vivid(shade) and not _is_link(run):
            if self.colours.styles.heading_level(paragraph) or self.colours.styles.title_kind(paragraph):
                return
            self._told.add(shade)
            words = shortened(_shown(run).strip())
            what = f"Noe er skrevet med en annen farge enn rødt ({shade}), for eksempel «{words}». Det er ikke lest som en endring"
            self.notes.add(NoteKind.UNSURE, what, run)

    def _forgive_what_stood(self, line: _Line) -> None:
        """Take red that is not struck for design where the version in force has it, word for word."""
        if self.published is None or State.NEW not in line.states:
            return
        whole = "".join(t for t, s in zip(line.texts, line.states, strict=True) if s in _STOOD or s is State.NEW)
        if self.published.has_line(whole) or (line.whole is State.KEPT and self.published.has(whole)):
            self._forgive(line, range(len(line.runs)))
            return
        for first, last in _stretches(line.states):
            if line.states[first] is State.NEW and self._stood(line, first, last):
                self._forgive(line, range(first, last + 1))

    def _stood(self, line: _Line, first: int, last: int) -> bool:
        before, after = line.stood(max(0, first - _NEAR), first), line.stood(last + 1, last + 1 + _NEAR)
        red = "".join(line.texts[first : last + 1])
        if len(before) > _AROUND:
            before = before[-_AROUND:].partition(" ")[2]
        if len(after) > _AROUND:
            after = after[:_AROUND].rpartition(" ")[0]
        known = self.published
        return known is not None and known.has(before + red + after) and not known.has(before + after)

    def _forgive(self, line: _Line, places: range) -> None:
        red = "".join(line.texts[n] for n in places if line.states[n] in {State.NEW, State.NEUTRAL}).strip()
        if not red:
            # A footnote alone, of which the version in force says nothing here.
            return
        for n in places:
            if line.states[n] is State.NEW:
                line.states[n] = State.KEPT
        what = "er rødt, men står slik i versjonen som gjelder. Det er ikke regnet som en endring"
        self.notes.add(NoteKind.READ, f"«{shortened(red)}» {what}", line.paragraph)

    def _mark_line(self, line: _Line) -> None:
        for text, state in zip(line.texts, line.states, strict=True):
            self._letters[state is State.NEW] += len(text)
        whole = line.whole
        if whole in self.counts:
            self.counts[whole] += 1
            if whole is State.GONE:
                self._unstrike(line.runs)
            mark_paragraph(line.paragraph, "ins" if whole is State.NEW else "del")
            return
        for first, last in _stretches(line.states):
            if line.states[first] in self.counts:
                self.counts[line.states[first]] += 1
                if line.states[first] is State.GONE:
                    self._unstrike(line.runs[first : last + 1])
                for run in line.runs[first : last + 1]:
                    wrap(run, "ins" if line.states[first] is State.NEW else "del")

    def _unstrike(self, runs: list[Element]) -> None:
        """Take the line through a deleted text away: it says that the text goes, and was not there before it did."""
        for run in runs:
            own = run.find(w("rPr"))
            for child in list(own) if own is not None else ():
                style = child.get(w("val")) if local(child) == "rStyle" else None
                by_style = any(is_on(s.find(w("rPr")), n) for s in self.colours.styles.chain(style) for n in _STRIKES)
                if local(child) in _STRIKES or by_style:
                    dropped(child)

    def sum_up(self) -> None:
        """Note how much red was read."""
        for state, how in (
            (State.NEW, "Rød skrift er lest som lagt til"),
            (State.GONE, "Rød og overstrøket skrift er lest som slettet"),
        ):
            if count := self.counts[state]:
                self.notes.add(NoteKind.READ, f"{how}: {count} {'sted' if count == 1 else 'steder'}")
        if self._letters[True] > self._letters[False] and self.published is None:
            self.notes.add(NoteKind.UNSURE, "Mer enn halvparten av teksten er rød, og er lest som lagt til")


def _runs(paragraph: Element) -> Iterator[Element]:
    """Go through the runs of a paragraph, not those of a paragraph inside it."""
    for run in paragraph.iter(w("r")):
        if next(run.iterancestors(w("p"))) is paragraph:
            yield run


def _shown(run: Element) -> str:
    return "".join((e.text or "") if local(e) in {"t", "delText"} else " " for e in run if local(e) in _SHOWN)


_SHOWN = {"t", "delText", "tab", "br", "cr"}


def _has_note(run: Element) -> bool:
    """Say whether a run leads to a footnote, which shows a number that the file does not hold."""
    return any(local(child) in {"footnoteReference", "endnoteReference"} for child in run)


def _tracked(run: Element, paragraph: Element) -> State | None:
    """Return how Word itself has marked a run; a deletion counts for more than the insertion around it."""
    found = None
    for around in run.iterancestors():
        if around is paragraph:
            break
        if around.tag in _GOES:
            return State.TRACKED_GONE
        if around.tag in _COMES:
            found = State.TRACKED_NEW
    return found


def _is_link(run: Element) -> bool:
    """Links are blue of themselves."""
    parent = run.getparent()
    return parent is not None and parent.tag == w("hyperlink")


def _is_highlighted(run: Element) -> bool:
    own = run.find(w("rPr"))
    return value(own, "highlight") not in {None, "none"} and is_on(own, "vanish") is not True


def _stretches(states: list[State]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last place of each stretch of one state, with the blanks inside it."""
    first = last = -1
    for place, state in enumerate(states):
        if state is State.NEUTRAL:
            continue
        if first >= 0 and state is not states[first]:
            yield first, last
            first = place
        elif first < 0:
            first = place
        last = place
    if first >= 0:
        yield first, last
