"""Runs of versions made by edits that are known: what each point is called in each of them, and what befell it."""

import random
from dataclasses import dataclass, field, replace
from functools import lru_cache

from history_corpus import version
from hypothesis import strategies as st

from avtaleverk.model.documents import Version

_VOWELS, _CONSONANTS = "aeiouyæøå", "bdfghjklmnprstv"


@lru_cache
def _all_words(letter: int) -> list[str]:
    """Return words of five to eleven letters made for one point alone, the same ones each time."""
    known = random.Random(letter)  # noqa: S311 - the same words each time, and no secret
    return [
        "".join(known.choice((_CONSONANTS, _VOWELS)[n % 2]) for n in range(known.randint(5, 11))) for _ in range(400)
    ]


def _words(letter: int, count: int, start: int = 0) -> list[str]:
    return _all_words(letter)[start : start + count]


@dataclass(frozen=True)
class Told:
    """One point as one version has it: whose it is, its number, and how often its text has been reworded."""

    letter: int
    number: int
    wording: int = 0

    @property
    def anchor(self) -> str:
        """Return the id that its heading has."""
        return f"pkt-{self.number}"

    @property
    def markdown(self) -> str:
        """Return heading and two paragraphs of 26 words; each rewording replaces two of them and adds four."""
        title = " ".join(_words(self.letter, 3, 200)).capitalize()
        words = _words(self.letter, 26)
        for n in range(self.wording):
            words[3 * n + 2 : 3 * n + 4] = _words(self.letter, 6, 300 + 6 * n)
        paragraphs = " ".join(words), " ".join(_words(self.letter, 26, 100))
        return f"## {self.number} {title}\n\n{paragraphs[0].capitalize()}.\n\n{paragraphs[1].capitalize()}."


@dataclass
class Truth:
    """A run of versions, and what was done to get from each to the next."""

    runs: list[list[Told]] = field(default_factory=list)
    reworded: list[set[int]] = field(default_factory=list)
    swapped: list[set[int]] = field(default_factory=list)

    @property
    def versions(self) -> tuple[Version, ...]:
        """Return them as versions 1.0, 2.0 and so on."""
        bodies = ["\n\n".join(told.markdown for told in run) for run in self.runs]
        return tuple(version(f"{n}.0", body) for n, body in enumerate(bodies, 1))

    def anchors(self, letter: int) -> dict[str, str]:
        """Return under which id each version has a letter."""
        return {f"{n}.0": t.anchor for n, run in enumerate(self.runs, 1) for t in run if t.letter == letter}

    @property
    def letters(self) -> list[int]:
        """Return every letter there ever was."""
        return sorted({told.letter for run in self.runs for told in run})


def _numbered(run: list[Told], gap: int) -> list[Told]:
    """Give a run its numbers; after the place ``gap`` one number is left out."""
    return [replace(told, number=n + (n > gap)) for n, told in enumerate(run, 1)]


def _edit(draw: st.DrawFn, truth: Truth, *, may_swap: bool) -> None:
    """Add a version: each of the last one's points may be reworded or taken out, and others put in between."""
    run = list(truth.runs[-1])
    reworded, swapped = set[int](), set[int]()
    fresh = truth.letters[-1] + 1
    for how in draw(st.lists(st.sampled_from(["reword", "reword", "remove", "insert", "swap"]), max_size=3)):
        place = draw(st.integers(0, len(run) - 1)) if run else 0
        if how == "reword" and run and run[place].letter not in reworded | swapped:
            reworded.add(run[place].letter)
            run[place] = replace(run[place], wording=run[place].wording + 1)
        elif how == "remove" and len(run) > 1:
            reworded.discard(run.pop(place).letter)
        elif how == "insert":
            run.insert(place, Told(fresh, 0))
            fresh += 1
        elif how == "swap" and may_swap and place + 1 < len(run):
            swapped |= {run[place].letter, run[place + 1].letter}
            run[place : place + 2] = run[place + 1], run[place]
    truth.runs.append(_numbered(run, draw(st.sampled_from([99, 99, 0, 1, 2]))))
    truth.reworded.append(reworded)
    truth.swapped.append(swapped)


@st.composite
def truths(draw: st.DrawFn, *, may_swap: bool) -> Truth:
    """Return up to five versions made from one another by edits that are known."""
    first = [Told(letter, 0) for letter in range(draw(st.integers(2, 5)))]
    truth = Truth([_numbered(first, 99)], [set()], [set()])
    for _ in range(draw(st.integers(1, 4))):
        _edit(draw, truth, may_swap=may_swap)
    return truth
