"""One side of a text, its marks resolved, made plain: numbers written as text, headings named, lists with their start."""

import re
from dataclasses import dataclass, field

from avtaleverk.word.lists import ListWriter
from avtaleverk.word.marks import is_empty
from avtaleverk.word.names import OFFICE, XML, V, w
from avtaleverk.word.noted import NoteKind
from avtaleverk.word.notes import Notes, shortened, text_of
from avtaleverk.word.numbering import Counter, Label, Numbering
from avtaleverk.word.styles import Styles
from avtaleverk.word.xml import Element, dropped, each, given_properties, is_on, local, properties, value

_LONGEST_HEADING = 100
_SENTENCE_END = (".", ":", ";", ",", "?")
_DECIMAL = {"decimal", "decimalZero"}
_SIMPLE = re.compile(r"\(?%[1-9][.):]?\)?")
_LISTED = _DECIMAL | {"lowerLetter", "upperLetter"}
_ALPHABET = 26


@dataclass(slots=True)
class PlainSide:
    """One side, and what was found on it."""

    root: Element
    title: str = ""
    subtitle: str = ""
    lists: ListWriter = field(default_factory=ListWriter)


@dataclass(slots=True)
class _Numbered:
    paragraph: Element
    label: Label
    level: int


def made_plain(root: Element, styles: Styles, numbering: Numbering, notes: Notes | None) -> PlainSide:
    """Write on every paragraph what Word only shows; ``notes`` is None where the other side says it already."""
    side = PlainSide(root)
    _take_titles(root, styles, side)
    write_numbers(side, root, numbering, notes)
    return side


def write_numbers(side: PlainSide, root: Element, numbering: Numbering, notes: Notes | None) -> None:
    """Write numbers, headings and lists of one part of a side: its text, or its footnotes."""
    styles = numbering.styles
    counter = Counter(numbering)
    numbered = []
    for paragraph in each(root, "p"):
        label, level = counter.label(paragraph), styles.heading_level(paragraph)
        if styles.title_kind(paragraph) == "title":
            # The first title is taken out by now, so that this one heads a part of the text.
            level = 1
        if is_empty(paragraph):
            if _is_rule(paragraph, styles):
                _write_rule(paragraph)
            else:
                _drop_empty(paragraph)
        elif label is not None and not label.is_silent:
            numbered.append(_Numbered(paragraph, label, level))
        elif level:
            _set_heading(paragraph, level)
        else:
            _set_plain(paragraph, styles)
    _write_labels(numbered, side, notes, numbering)


def _take_titles(root: Element, styles: Styles, side: PlainSide) -> None:
    """Take the title and what stands right under it out of the text, where they come before the first heading."""
    for paragraph in each(root, "p"):
        kind, text = styles.title_kind(paragraph), text_of(paragraph)
        if styles.heading_level(paragraph) or (text and not kind and side.title):
            return
        if not kind or not text:
            continue
        if kind == "title":
            side.title = f"{side.title} {text}".strip()
        else:
            side.subtitle = f"{side.subtitle} {text}".strip()
        _drop_empty(paragraph)


def _drop_empty(paragraph: Element) -> None:
    """Take a paragraph away, but leave a cell its last one."""
    parent = paragraph.getparent()
    if parent is None:
        return
    if local(parent) in {"tc", "footnote", "endnote"} and _is_last(paragraph):
        for child in list(paragraph):
            paragraph.remove(child)
    else:
        parent.remove(paragraph)


def _is_rule(paragraph: Element, styles: Styles) -> bool:
    """Say whether an empty paragraph is drawn as a line across the page."""
    found = [
        properties(paragraph),
        *(s.find(w("pPr")) for s in styles.chain(styles.paragraph_style(paragraph))),
    ]
    borders = next((b for p in found if p is not None and (b := p.find(w("pBdr"))) is not None), None)
    return borders is not None and any(value(borders, side) not in {None, "nil", "none"} for side in ("top", "bottom"))


def _write_rule(paragraph: Element) -> None:
    for child in list(paragraph):
        paragraph.remove(child)
    run = paragraph.makeelement(w("r"))
    picture = run.makeelement(w("pict"))
    picture.append(picture.makeelement(f"{{{V}}}rect", {f"{{{OFFICE}}}hr": "t"}))
    run.append(picture)
    paragraph.append(run)


def _is_last(paragraph: Element) -> bool:
    """Say whether a cell would end in no paragraph without this one."""
    before = paragraph.getprevious()
    return paragraph.getnext() is None and (before is None or local(before) != "p")


def _write_labels(numbered: list[_Numbered], side: PlainSide, notes: Notes | None, numbering: Numbering) -> None:
    clauses = _clause_lists(numbered, numbering)
    for item, following in zip(numbered, [*numbered[1:], None], strict=False):
        if item.level:
            _write_number(item.paragraph, item.label)
            _set_heading(item.paragraph, item.level)
        elif _is_alone_in_cell(item.paragraph):
            _write_number(item.paragraph, item.label)
        elif item.label.is_bullet:
            side.lists.add(item.paragraph, item.label, numbering)
            _take_along(item.paragraph, side, numbering.styles)
        elif _looks_like_heading(item, following):
            _make_heading(item, notes)
        elif _is_clause(item.label, clauses, numbering):
            _write_number(item.paragraph, item.label)
        elif _is_listed(item.label):
            side.lists.add(item.paragraph, item.label, numbering)
            _take_along(item.paragraph, side, numbering.styles)
        else:
            _as_bullet(item, side, numbering, notes)


def _clause_lists(numbered: list[_Numbered], numbering: Numbering) -> set[str]:
    """Return the lists that number clauses: some level in use names the level above, as 2.1 does, or is a heading."""
    return {numbering.definition(item.label.list_id) or "" for item in numbered if item.label.is_compound or item.level}


def _is_clause(label: Label, clauses: set[str], numbering: Numbering) -> bool:
    """Say whether a number is the address of what it stands before, and must be read with it."""
    if label.is_compound or not _SIMPLE.fullmatch(label.level.text):
        return True
    return label.depth == 0 and (numbering.definition(label.list_id) or "") in clauses


def _is_listed(label: Label) -> bool:
    """Say whether Markdown has a list that shows this number."""
    how = label.level.how
    if how == "lowerLetter":
        return label.count <= _ALPHABET
    return how == "decimal" or (how in _LISTED and label.count <= _ALPHABET and how != "decimalZero")


def _looks_like_heading(item: _Numbered, following: _Numbered | None) -> bool:
    """Say whether a numbered line is a heading in all but name: short, bold, and alone in its list."""
    text = text_of(item.paragraph)
    if len(text) > _LONGEST_HEADING or text.endswith(_SENTENCE_END) or item.label.level.how not in _DECIMAL:
        return False
    if not _is_bold(item.paragraph):
        return False
    after = _next(item.paragraph)
    return after is not None and (following is None or after is not following.paragraph or _is_deeper(item, following))


def _is_deeper(item: _Numbered, following: _Numbered) -> bool:
    return following.label.list_id == item.label.list_id and following.label.depth > item.label.depth


def _next(paragraph: Element) -> Element | None:
    sibling = paragraph.getnext()
    while sibling is not None and local(sibling) not in {"p", "tbl"}:
        sibling = sibling.getnext()
    return sibling


def _is_bold(paragraph: Element) -> bool:
    runs = [r for r in paragraph.iter(w("r")) if text_of(r)]
    return bool(runs) and all(is_on(r.find(w("rPr")), "b") for r in runs)


def _make_heading(item: _Numbered, notes: Notes | None) -> None:
    if notes is not None:
        what = f"«{shortened(f'{item.label.text} {text_of(item.paragraph)}')}» ser ut som en overskrift"
        notes.add(NoteKind.UNSURE, f"{what}, og er gjort til en. Stilen i Word sier at den er et listepunkt")
    _write_number(item.paragraph, item.label)
    _set_heading(item.paragraph, item.label.depth + 1)


def _is_alone_in_cell(paragraph: Element) -> bool:
    """Say whether a paragraph is all there is in its cell: its number is what the cell says, not a list."""
    parent = paragraph.getparent()
    return parent is not None and local(parent) == "tc" and len(parent.findall(w("p"))) == 1


def _set_plain(paragraph: Element, styles: Styles) -> None:
    """Take from a paragraph without number what would make it a heading or a list for another reader."""
    own = properties(paragraph)
    for child in list(own) if own is not None else ():
        name = local(child)
        is_heading = name == "pStyle" and styles.is_heading_style(child.get(w("val")))
        if name in {"numPr", "outlineLvl"} or is_heading:
            dropped(child)


def _as_bullet(item: _Numbered, side: PlainSide, numbering: Numbering, notes: Notes | None) -> None:
    """Keep a number that Markdown has no list for, such as iv), as text in a list without numbers."""
    if notes is not None:
        notes.add(NoteKind.READ, f"Numre som «{item.label.text}» er skrevet som tekst. Nettsidens lister har dem ikke")
    _write_number(item.paragraph, item.label)
    side.lists.add(item.paragraph, item.label, numbering, as_bullet=True)
    _take_along(item.paragraph, side, numbering.styles)


def _take_along(paragraph: Element, side: PlainSide, styles: Styles) -> None:
    """Let paragraphs without a number that stand as far in as the item before them belong to it."""
    following = _next(paragraph)
    while following is not None and local(following) == "p" and side.lists.take_along(following, styles):
        following = _next(following)


def _write_number(paragraph: Element, label: Label) -> None:
    """Write a number as the first words of a paragraph, and take it out of the list."""
    own = properties(paragraph)
    if own is not None and (numbering := own.find(w("numPr"))) is not None:
        own.remove(numbering)
    if not label.text:
        return
    run = paragraph.makeelement(w("r"))
    text = run.makeelement(w("t"), {f"{{{XML}}}space": "preserve"})
    text.text = label.text + ("" if label.level.suffix == "nothing" else " ")
    run.append(text)
    if own is not None:
        own.addnext(run)
    else:
        paragraph.insert(0, run)


HEADING_STYLE = "avtaleverk-overskrift"


def _set_heading(paragraph: Element, level: int) -> None:
    """Give a heading a style that everyone knows, and the look of none."""
    given = given_properties(paragraph)
    for child in list(given):
        given.remove(child)
    given.append(given.makeelement(w("pStyle"), {w("val"): f"{HEADING_STYLE}{level}"}))
    for run in each(paragraph, "r"):
        own = run.find(w("rPr"))
        for name in ("b", "bCs", "i", "iCs", "u", "caps", "smallCaps"):
            for child in own.findall(w(name)) if own is not None else ():
                dropped(child)
