"""The whole revision in one line: words in and out, points touched, and what kind of revision it is.

The kind is computed and never typed. It is *retting* where no word has another meaning: spelling, signs, looks,
numbers of points. It is *språk* where words were bent otherwise or small words came and went that carry no duty, limit
or amount. Everything else is *innhold*: that one noun means the same as another cannot be computed, and in doubt a
reader is told too much.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise, takewhile

from rapidfuzz.distance import OSA

from avtaleverk.redline.changes import Change, ChangeKind
from avtaleverk.redline.facts import inline
from avtaleverk.redline.phrases import Language, phrase
from avtaleverk.redline.pieces import Piece, State
from avtaleverk.redline.tokens import tokens_of
from avtaleverk.redline.tree import Node

_LONG_WORD = 8
_SPELLED = 4
_STEM, _ENDING = 4, 4
# Words that carry a duty, a limit, an amount, a condition, a time; in bokmål, nynorsk and English.
_WEIGHTY = frozenset(
    """skal skulle må måtte kan kunne bør burde plikter plikt rett krav ikke ikkje aldri alltid minst høyst maksimalt
    kun bare berre alle alt ingen inga enten eller og samt uten utan unntatt senest seinast tidligst innen innan før
    etter over under inntil dersom hvis om når med mot ved null ett éin éi eitt én to tre fire fem seks sju syv åtte ni
    ti elleve tolv halv halvt hver kvar hvert kvart årlig månedlig ukentlig januar februar mars april mai juni juli
    august september oktober november desember mandag tirsdag onsdag torsdag fredag lørdag søndag
    shall must may can should not never always only all none or and without unless if when before after within
    one two three four five six seven eight nine ten""".split()  # noqa: SIM905 - a list to be read as text
)
# Small words that may come and go: who does what, how much and when is said by others.
LIGHT = frozenset(
    """i på av for til fra frå som en ei et eit den det de dei denne dette disse desse der her at å så er blir vert være
    vere har seg sin si sitt sine også òg slik da då hos jf a an the of to in on at is are be that this""".split()  # noqa: SIM905 - the same
)


class RevisionKind(StrEnum):
    """What a revision is, from most to least."""

    CONTENT = "innhold"
    LANGUAGE = "språk"
    CORRECTION = "retting"
    METADATA = "bare metadata"
    NONE = "ingen"


_SAME = {RevisionKind.METADATA: "only metadata"}


@dataclass(frozen=True, slots=True)
class Summary:
    """``points`` are the names of those touched; ``signs`` counts what differs and is not marked (rule 2).

    ``is_coarse`` says that a block was too large, and too unlike, to be compared word by word.
    """

    kind: RevisionKind
    words_in: int
    words_out: int
    points: tuple[str, ...]
    signs: int = 0
    changes: int = 0
    is_coarse: bool = False

    def with_metadata(self, *, differs: bool) -> "Summary":
        """Return the summary of two files whose metadata differ too: where the texts do not, that is all."""
        if self.kind is RevisionKind.NONE and differs:
            return replace(self, kind=RevisionKind.METADATA)
        return self

    def sentences(self, language: Language = "nb") -> tuple[str, ...]:
        """Return kind, points and words, each as a sentence, and that it is coarse where it is; where nothing changed, that."""
        if not self.changes:
            return (self.explain_same(language),)
        kind = f"{phrase('kind', language, phrase(self.kind, language))}."
        coarse = (phrase("too large", language),) if self.is_coarse else ()
        return (kind, *self.extent(language), *coarse)

    def extent(self, language: Language = "nb") -> tuple[str, str]:
        """Return how many points and how many words, each as a sentence."""
        count = len(self.points)
        touched = phrase("one point touched" if count == 1 else "points touched", language, count)
        return touched, phrase("counts", language, self.words_in, self.words_out)

    def explain_same(self, language: Language = "nb") -> str:
        """Return what two texts without a change still differ in."""
        return phrase("only signs" if self.signs else _SAME.get(self.kind, "no changes"), language)

    def as_dict(self) -> dict[str, object]:
        """Return the summary under the names that ``--format json`` promises."""
        return {
            "type": str(self.kind),
            "ord_inn": self.words_in,
            "ord_ut": self.words_out,
            "punkter": list(self.points),
            "endringer": self.changes,
            "tegn": self.signs,
            "grov": self.is_coarse,
        }


def summarise(changes: Sequence[Change], nodes: Sequence[Node], *, is_coarse: bool = False) -> Summary:
    """Return the summary of all changes."""
    points = dict.fromkeys(change.point() for change in changes)
    signs = sum(_is_sign(piece) for node in nodes for piece in inline(node))
    return Summary(
        _kind(changes, nodes, signs), sum(c.words_in for c in changes), sum(c.words_out for c in changes),
        tuple(points), signs, len(changes), is_coarse,
    )  # fmt: skip


def _is_sign(piece: Piece) -> bool:
    """Say whether the page shows another sign here: two ways to store one letter are not two signs."""
    if piece.state is not State.QUIET:
        return False
    old, new = (unicodedata.normalize("NFC", "".join(text for text, _ in side)) for side in (piece.old, piece.new))
    return old != new


def _kind(changes: Sequence[Change], nodes: Sequence[Node], signs: int) -> RevisionKind:
    if not changes:
        return RevisionKind.CORRECTION if signs else RevisionKind.NONE
    if any(change.kind not in _MILD for change in changes):
        return RevisionKind.CONTENT
    stretches = [stretch for node in nodes for stretch in _stretches(node.pieces, node)]
    if all(_is_spelling(old, new) for old, new in stretches):
        return RevisionKind.CORRECTION
    return RevisionKind.LANGUAGE if all(_is_wording(old, new) for old, new in stretches) else RevisionKind.CONTENT


_MILD = frozenset({ChangeKind.EDITED, ChangeKind.FORMAT, ChangeKind.RENUMBERED, ChangeKind.SPLIT, ChangeKind.JOINED})


def _stretches(pieces: Sequence[Piece], node: Node) -> Iterable[tuple[list[str], list[str]]]:
    """Yield the words that went and came at each place of change."""
    rows = [cell.pieces for row in node.table.rows for cell in row.cells] if node.table else [pieces]
    for row in rows:
        changed = [piece for piece in row if piece.state in {State.OLD, State.NEW}]
        paired = {id(b) for a, b in pairwise(row) if a.state is State.OLD and b.state is State.NEW}
        for piece in changed:
            if id(piece) in paired:
                continue
            following = next((b for a, b in pairwise(row) if a is piece and id(b) in paired), None)
            yield _norms(piece.old), _norms(following.new if following else piece.new)


def _norms(runs: object) -> list[str]:
    return [t.norm.lower() for t in tokens_of(runs) if t.letters]  # type: ignore[arg-type] # runs of a piece


def _is_spelling(old: list[str], new: list[str]) -> bool:
    """Say whether words were only spelled otherwise, or nothing but signs changed."""
    return len(old) == len(new) and all(_same_word(a, b) for a, b in zip(old, new, strict=True))


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    # A word that begins otherwise may well be its opposite: gyldig, ugyldig.
    if not (one.isalpha() and other.isalpha()) or {one, other} & _WEIGHTY or one[:1] != other[:1]:
        return False
    if min(len(one), len(other)) < _SPELLED:
        return False
    return OSA.distance(one, other) <= (2 if min(len(one), len(other)) >= _LONG_WORD else 1)


def _is_wording(old: list[str], new: list[str]) -> bool:
    """Say whether words were only bent otherwise, apart from small ones that carry nothing."""
    heavy_old, heavy_new = ([word for word in words if word not in LIGHT] for words in (old, new))
    return len(heavy_old) == len(heavy_new) and all(
        _same_word(a, b) or _same_stem(a, b) for a, b in zip(heavy_old, heavy_new, strict=True)
    )


def _same_stem(one: str, other: str) -> bool:
    """Say whether two words begin alike and end in a short ending each: «kommune», «kommunene»."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return (
        one.isalpha() and other.isalpha() and not {one, other} & _WEIGHTY
        and shared >= _STEM and max(len(one), len(other)) - shared <= _ENDING
    )  # fmt: skip
