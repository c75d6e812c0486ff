"""Headings as the corpus has them: the title apart, levels from 2, and lines that are headings in all but name."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from avtaleverk.imports.gathering import Gathering, add_text, move_into, quoted
from avtaleverk.imports.numbered import Numbering
from avtaleverk.text.clauses import heading_level, split_number, text_of
from avtaleverk.word.noted import NoteKind

_TOP, _DEEPEST = 2, 6
_DOTTED = re.compile(r"\d{1,2}(?:\.\d{1,2})*")
_LOG = re.compile(r"(?:versjons|endrings|revisjons)(?:logg|historikk|oversikt)", re.IGNORECASE)
_LONGEST_HEADING = 120
_LABEL = re.compile(r"(?i:(?:retningslinje|vedlegg|avtale)\s+(?:nr\.?\s*)?(\d+(?:\.\d+)*)\s*[.:–-]?\s*)(.*)")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the document before its file is read.

    ``titles`` are what it may be called, ``headings`` those that its text has, with their levels, ``body`` is that
    text, "" where there is none yet, and ``pictures`` are those in it, the words and the file of each.
    """

    titles: frozenset[str] = frozenset()
    headings: tuple[tuple[str, int], ...] = ()
    body: str = ""
    pictures: tuple[tuple[str, str], ...] = ()

    def level_of(self, heading: str) -> int:
        """Return the level that a heading of these words has, 0 where there is none."""
        return dict(self.headings).get(even(heading), 0)

    @property
    def begins_with_title(self) -> bool:
        """Say whether the text begins with a heading above all others, which may bear new words in the file."""
        return self.body.startswith("#") and _is_alone([level for _, level in self.headings])


def even(text: str) -> str:
    """Return a heading or a title as it is compared."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def split_label(title: str) -> tuple[str, str]:
    """Return the number and the title of «Retningslinje 1: Ansvar og oppgaver»."""
    m = _LABEL.fullmatch(title.strip())
    return (m[1], m[2].strip()) if m else ("", title.strip())


def is_title(text: str, known: Known) -> bool:
    """Say whether a line is what the document is called, or what one is called: «Retningslinje 1: Ansvar»."""
    number, name = split_label(text)
    looks_like_one = number and name and not name.endswith((".", ":")) and len(text) <= _LONGEST_HEADING
    return bool(known.titles & {even(text), even(name)}) or bool(looks_like_one)


def take_title(root: ET.Element, known: Known) -> str:
    """Take the title out of the text, "" where none stands there.

    It is the first line where that is known as one, or where it is a heading of which there is no other like it.
    """
    if not len(root):
        return ""
    first, level = root[0], heading_level(root[0])
    levels = [heading_level(e) for e in root if heading_level(e)]
    text = text_of(first)
    is_named = is_title(text, known) and first.tag in {"p", *_HEADINGS}
    is_said = is_named or (_is_alone(levels) and level and not known.begins_with_title and not split_number(text)[0])
    # A text may begin with its title as a heading, and then it goes on doing so.
    if not is_said or known.level_of(text):
        return ""
    root.remove(first)
    return text


def _is_alone(levels: list[int]) -> bool:
    """Say whether the first heading stands above all others, as the title of a text does."""
    return len(levels) > 1 and levels.index(min(levels)) == 0 and levels.count(levels[0]) == 1


_HEADINGS = frozenset(f"h{level}" for level in range(1, _DEEPEST + 1))


def drop_log(root: ET.Element, gathering: Gathering) -> None:
    """Take the version log out: the site computes it."""
    inside = 0
    for element in list(root):
        level = heading_level(element)
        if level and inside and level <= inside:
            inside = 0
        if level and not inside and _LOG.fullmatch(split_number(text_of(element))[1].strip()):
            inside = level
            what = "Versjonsloggen er ikke tatt med. Nettstedet lager den av metadataene"
            gathering.note(NoteKind.LEFT_OUT, what, text_of(element))
        if inside:
            root.remove(element)


def set_levels(root: ET.Element, gathering: Gathering) -> None:
    """Give headings the levels that the corpus has: 2 for 1, 3 for 1.1, and what has no number in between."""
    headings = [element for element in root if heading_level(element)]
    levels = [heading_level(h) for h in headings]
    numbers = [_dotted(h) for h in headings]
    if len(set(levels)) == 1 and _is_nested([n for n in numbers if n]):
        gathering.note(NoteKind.UNSURE, "Alle overskriftene har samme nivå i fila. Nivåene er satt etter numrene", "")
        levels = _by_number(numbers)
    shift = _shift(levels, numbers)
    for heading, level in zip(headings, levels, strict=True):
        heading.tag = f"h{min(max(level + shift, _TOP), _DEEPEST)}"


def _dotted(heading: ET.Element) -> str:
    number = split_number(text_of(heading))[0]
    return number if _DOTTED.fullmatch(number) else ""


def _shift(levels: list[int], numbers: list[str]) -> int:
    """Return how many levels all headings must move: as the numbers say, or until the highest is at the top."""
    if not levels:
        return 0
    wanted = {number.count(".") + _TOP - level for level, number in zip(levels, numbers, strict=True) if number}
    highest = _TOP - min(levels)
    return wanted.pop() if len(wanted) == 1 and max(wanted) >= highest else highest


def _is_nested(numbers: list[str]) -> bool:
    """Say whether numbers are of several levels, each under one that is there."""
    inner = [n.rpartition(".")[0] for n in numbers if "." in n]
    return bool(inner) and set(inner) <= set(numbers)


def _by_number(numbers: list[str]) -> list[int]:
    """Return a level for each heading; one without a number stands under the one before it."""
    levels, around = [], 0
    for number in numbers:
        around = number.count(".") + 1 if number else around
        levels.append(around if number else around + 1)
    return levels


def find_headings(root: ET.Element, known: Known, gathering: Gathering, *, is_plain: bool = False) -> None:
    """Make headings of lines that look like one and are no more than a paragraph: bold, or known as a heading.

    Bold lines with a number are taken for headings, and all that bear the number that comes next where the file has
    no headings at all; others only where the text in force has a heading of the same words. The rest is for the
    editor to see. ``is_plain`` says that the file knows no styles, so that a heading looks like any other line.
    """
    has_none = not any(heading_level(element) for element in root)
    numbering = Numbering()
    known_ones, numbered, bold = [], [], []
    for element in list(root):
        if element.tag != "p" or len(text := text_of(element)) > _LONGEST_HEADING:
            continue
        level, is_bold, number = known.level_of(text), _is_bold(element), _dotted(element)
        # What was a heading and is plain text where others are headings was made so.
        if level and (is_bold or is_plain or has_none):
            _promote(element, level)
            known_ones.append(text)
        elif number and split_number(text)[1] and (is_bold or (has_none and numbering.level(text))):
            _promote(element, number.count(".") + _TOP)
            numbered.append(text)
        elif is_bold and not text.endswith((".", ":", ",", ";")):
            bold.append(text)
    for texts, what in ((known_ones, _KNOWN), (numbered, _NUMBERED), (bold, _BOLD)):
        if texts:
            gathering.note(NoteKind.UNSURE, f"{what}: {quoted(texts)}", "")


_KNOWN = "Linjer som ikke er overskrifter i fila, men er det i teksten fra før, er gjort til overskrifter"
_NUMBERED = "Linjer med nummer, som ikke er overskrifter i fila, er gjort til overskrifter"
_BOLD = "Linjer som er helt i fet skrift, kan være overskrifter. De må i så fall få # foran seg"


def _is_bold(element: ET.Element) -> bool:
    outside = (element.text or "") + "".join(child.tail or "" for child in element)
    return len(element) > 0 and not outside.strip() and all(child.tag == "strong" for child in element)


def _promote(element: ET.Element, level: int) -> None:
    element.tag, children = f"h{min(level, _DEEPEST)}", list(element)
    element[:] = []
    for child in children:
        if child.tag == "strong":
            move_into(element, child)
            add_text(element, child.tail or "")
        else:
            element.append(child)


def plain_numbers(root: ET.Element, known: Known) -> None:
    """Write numbers of points as the corpus does, 1 and not 1., unless the text in force has full stops there."""
    stop = r"\2" if re.search(rf"^#+ {_DOTTED.pattern}\. ", known.body, re.MULTILINE) else ""
    for element in root:
        if heading_level(element):
            # After the number stands a blank, where Word has a tab or a blank that keeps them together.
            element.text = re.sub(rf"^\s*({_DOTTED.pattern})(\.?)\s+", rf"\1{stop} ", element.text or "")


def note_repeated_numbers(root: ET.Element, gathering: Gathering) -> None:
    """Note numbers that several points have, as when a point is put in and the others keep theirs."""
    points: dict[str, list[str]] = {}
    for element in root:
        if heading_level(element) and (number := _dotted(element)):
            points.setdefault(number, []).append(text_of(element))
    for number, texts in points.items():
        if len(texts) > 1:
            what = f"Flere punkter har nummeret {number}. Rett numrene, så henvisninger finner fram: {quoted(texts)}"
            gathering.note(NoteKind.UNSURE, what, "")


def headings_of(root: ET.Element) -> Iterator[tuple[str, int]]:
    """Yield each heading of a text as it is compared, with its level."""
    for element in root:
        if level := heading_level(element):
            yield even(text_of(element)), level


def titles(names: Iterable[str]) -> frozenset[str]:
    """Return titles as they are compared."""
    return frozenset(even(name) for name in names if name)
