"""What differs between two versions, made once and kept: both texts are immutable, so it never changes."""

import json
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from avtaleverk.model.text import Clause
from avtaleverk.redline import Change, ChangeKind, Original, Point, PointState, Redline, RevisionKind, Style, prepare
from avtaleverk.redline.frame import overview
from avtaleverk.redline.phrases import Language
from avtaleverk.text import TextStore
from avtaleverk.text.markdown import new_parser
from avtaleverk.text.store import code_fingerprint, fingerprint

_READY = 12

Pair = tuple[str, str]
# Facts, marked text and data of a pair, each as JSON.
Written = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """One change in words: ``what`` happened, in the points ``old`` and ``new`` (ids, "" where there is none)."""

    what: str
    kind: ChangeKind
    old: str
    new: str
    anchor: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What a revision did, without the texts: its kind, its size in words, each point, each change in words.

    ``signs`` counts quotation marks, dashes and spaces that differ and are not marked. Nothing here is typed by
    an editor; all of it is computed from the two texts.
    """

    kind: RevisionKind
    words_in: int
    words_out: int
    signs: int
    points: tuple[Point, ...]
    told: tuple[Told, ...]

    @property
    def is_real(self) -> bool:
        """Say whether a reader sees another text."""
        return self.kind not in {RevisionKind.METADATA, RevisionKind.NONE}

    @property
    def touched(self) -> tuple[Point, ...]:
        """Return the points whose text is new, gone, moved or edited; a new number alone is no change of text."""
        return tuple(p for p in self.points if p.is_touched)


@dataclass(frozen=True, slots=True)
class Marked:
    """The marked text, block by block, and the table of changes, both as HTML that has passed the check."""

    overview: str
    rows: tuple[str, ...]

    def of(self, point: Point) -> str:
        """Return the marked text of one point."""
        return "".join(self.rows[place] for place in point.rows)


class Comparisons:
    """Compares the versions of a corpus, each pair once; ``texts`` keeps what was found across runs.

    Raises RedlineError where accept and reject do not give back the two texts: nothing unverified is shown.
    """

    def __init__(self, texts: TextStore, language: str) -> None:
        """Speak ``language`` (``nb`` or ``nn``) about what changed."""
        self._texts = texts
        self.language: Language = "nn" if language == "nn" else "nb"
        self._keys: dict[Pair, str] = {}
        self._ready: OrderedDict[str, Original] = OrderedDict()
        self._parser = new_parser()

    def facts(self, old: str, new: str) -> Facts:
        """Return what differs between two Markdown bodies."""
        key = self._key(old, new)
        known = self._texts.objects.get(key)
        if isinstance(known, Facts):
            return known
        kept = self._texts.kept(f"fakta:{key}")
        if kept is None:
            return self._made(key, old, new)[0]
        facts = _facts_from(json.loads(kept))
        self._texts.objects[key] = facts
        return facts

    def marked(self, old: str, new: str) -> Marked:
        """Return the marked text of two Markdown bodies."""
        key = self._key(old, new)
        kept = self._texts.kept(f"merket:{key}")
        if kept is None:
            return self._made(key, old, new)[1]
        data = json.loads(kept)
        return Marked(data[0], tuple(data[1]))

    def data(self, old: str, new: str) -> str:
        """Return the redline of two Markdown bodies as JSON, as ``Redline.to_dict`` has it; it has passed the check."""
        key = self._key(old, new)
        kept = self._texts.kept(f"data:{key}")
        return self._made(key, old, new)[2][2] if kept is None else kept

    def missing(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Return the pairs that nobody has compared yet."""
        return [pair for pair in pairs if self._texts.kept(f"fakta:{self._key(*pair)}") is None]

    def is_checked(self, pairs: Sequence[Pair]) -> bool:
        """Say whether all these pairs were compared and checked in an earlier run; one question for many pairs."""
        return not pairs or self._texts.kept(self._group(pairs)) is not None

    def note_checked(self, pairs: Sequence[Pair]) -> None:
        """Remember that all these pairs have passed the check."""
        if pairs:
            self._texts.keep(self._group(pairs), "ja")

    def _group(self, pairs: Sequence[Pair]) -> str:
        bodies = dict.fromkeys(body for pair in pairs for body in pair)
        return f"sett:{fingerprint(code_fingerprint(), self.language, str(len(pairs)), *bodies)}"

    def know(self, body: str, original: Original) -> None:
        """Take in a text that was read elsewhere."""
        self._ready[body] = original

    def made(self, old: str, new: str) -> Written:
        """Return facts, marked text and data of a pair as they are kept, for another process to hand over."""
        redline = self._compare(old, new)
        facts, marked = _facts(redline, self.language), _marked(redline, self.language)
        return _written(facts, marked, redline.to_dict(self.language))

    def keep(self, pair: Pair, written: Written) -> None:
        """Keep what another process has made."""
        key = self._key(*pair)
        for name, value in zip(("fakta", "merket", "data"), written, strict=True):
            self._texts.keep(f"{name}:{key}", value)

    def _key(self, old: str, new: str) -> str:
        if (old, new) not in self._keys:
            self._keys[old, new] = fingerprint(code_fingerprint(), self.language, old, new)
        return self._keys[old, new]

    def _made(self, key: str, old: str, new: str) -> tuple[Facts, Marked, Written]:
        redline = self._compare(old, new)
        facts, marked = _facts(redline, self.language), _marked(redline, self.language)
        self._texts.objects[key] = facts
        written = _written(facts, marked, redline.to_dict(self.language))
        self.keep((old, new), written)
        return facts, marked, written

    def _compare(self, old: str, new: str) -> Redline:
        redline = Redline(self._original(old), self._original(new), metadata_differs=True)
        redline.verify(language=self.language)
        return redline

    def _original(self, body: str) -> Original:
        """Return a text ready to be compared; the versions of a document are compared one after the other."""
        if body not in self._ready:
            self._ready[body] = prepare(body, self._parser)
            if len(self._ready) > _READY:
                self._ready.popitem(last=False)
        self._ready.move_to_end(body)
        return self._ready[body]


def _marked(redline: Redline, language: Language) -> Marked:
    return Marked(overview(redline.changes, redline.summary, language), redline.rows_html(language))


def _facts(redline: Redline, language: Language) -> Facts:
    summary = redline.summary
    told = tuple(_told(change, language) for change in redline.changes)
    return Facts(summary.kind, summary.words_in, summary.words_out, summary.signs, redline.points, told)


def _told(change: Change, language: Language) -> Told:
    before, after = (clause.id if clause else "" for clause in (change.old_clause, change.new_clause))
    return Told(change.explain(Style.SENTENCE, language), change.kind, before, after, change.anchor)


def _written(facts: Facts, marked: Marked, data: dict[str, object]) -> Written:
    points = [
        [p.old and _clause(p.old), p.new and _clause(p.new), p.state, p.is_edited, p.change, p.rows]
        for p in facts.points
    ]
    told = [[t.what, t.kind, t.old, t.new, t.anchor] for t in facts.told]
    kept = [facts.kind, facts.words_in, facts.words_out, facts.signs, points, told]
    return _json(kept), _json([marked.overview, marked.rows]), _json(data)


def _clause(clause: Clause) -> list[object]:
    return [clause.id, clause.number, clause.title, clause.level, clause.parent, clause.within]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _facts_from(data: list[Any]) -> Facts:
    kind, words_in, words_out, signs, points, told = data
    changes = tuple(Told(what, ChangeKind(kind_), old, new, anchor) for what, kind_, old, new, anchor in told)
    return Facts(RevisionKind(kind), words_in, words_out, signs, tuple(map(_point_from, points)), changes)


def _point_from(data: list[Any]) -> Point:
    old, new, state, is_edited, change, rows = data
    before, after = (Clause(*side) if side else None for side in (old, new))
    return Point(before, after, PointState(state), is_edited, change, tuple(rows))
