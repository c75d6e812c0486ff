"""One text: from pandoc's tree to canonical Markdown, with what must be said of it."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass

from avtaleverk.imports.blocks import ALL_QUOTES, Blocks
from avtaleverk.imports.clauses import (
    Known,
    drop_log,
    find_headings,
    note_repeated_numbers,
    plain_numbers,
    set_levels,
    take_title,
)
from avtaleverk.imports.gathering import Gathering, first_words
from avtaleverk.imports.links import mend_links, place_footnotes
from avtaleverk.imports.own_frame import FRAME, text_places
from avtaleverk.imports.pandoc import ConversionError, Node
from avtaleverk.imports.tables import plain_columns
from avtaleverk.redline import prepare
from avtaleverk.redline.engine import Original
from avtaleverk.text.canonical import markdown_of
from avtaleverk.word.noted import Noted, NoteKind


@dataclass(frozen=True, slots=True)
class OneText:
    """``title`` is "" where the text does not say."""

    markdown: str
    title: str
    notes: tuple[Noted, ...]


def text_of_tree(tree: Node, known: Known, *, styles: bool = True) -> OneText:
    """Return what pandoc's tree holds as Markdown; ``styles`` says that the tree names those of paragraphs.

    Raises ConversionError where it nests beyond reason.
    """
    gathering = Gathering(pictures=dict(known.pictures))
    root = ET.Element("div")
    try:
        front = {name: _words(value) for name, value in tree.get("meta", {}).items()}
        title = front.pop("title", "")
        for name, words in front.items():
            what = f"{_FRONT.get(name, name.capitalize())} er ikke tatt med i teksten"
            gathering.note(NoteKind.LEFT_OUT, f"{what}: «{first_words(words)}»", "")
        every = tree["blocks"]
        blocks = [every[place] for place in text_places([(_style_of(block), block["t"]) for block in every])]
        if len(blocks) < len(every):
            gathering.note(NoteKind.LEFT_OUT, FRAME, "")
        Blocks(gathering, "" if styles else ALL_QUOTES).add(root, blocks)
        return finished(root, title, known, gathering)
    except RecursionError as error:
        message = "Fila har for mange nivåer inne i hverandre."
        raise ConversionError(message) from error


_FRONT = {
    "subtitle": "Undertittelen",
    "author": "Forfatteren",
    "date": "Datoen",
    "abstract": "Sammendraget",
    "abstract-title": "Overskriften over sammendraget",
}


def _style_of(block: Node) -> str:
    """Return the name of the style that a block has, "" where it has none of its own."""
    return dict(block["c"][0][2]).get("custom-style", "") if block["t"] == "Div" else ""


def _words(value: Node) -> str:
    """Return what stands above the text in a style of its own, on one line."""
    scratch = ET.Element("div")
    for part in value["c"] if value["t"] == "MetaList" else [value]:
        if part["t"] == "MetaInlines":
            Blocks(Gathering()).add(scratch, [{"t": "Para", "c": part["c"]}])
        elif part["t"] == "MetaBlocks":
            Blocks(Gathering()).add(scratch, part["c"])
    return " ".join(" ".join("".join(block.itertext()) for block in scratch).split())


def finished(root: ET.Element, title: str, known: Known, gathering: Gathering, *, is_plain: bool = False) -> OneText:
    """Return a tree of blocks as Markdown in the form of the corpus; ``is_plain`` says that the file knows no styles."""
    title = take_title(root, known) or title
    drop_log(root, gathering)
    set_levels(root, gathering)
    find_headings(root, known, gathering, is_plain=is_plain)
    plain_numbers(root, known)
    note_repeated_numbers(root, gathering)
    plain_columns(root, known.body)
    place_footnotes(root, gathering)
    mend_links(root, gathering)
    markdown = markdown_of(root)
    _compare(root, markdown, gathering)
    return OneText(markdown, title, gathering.noted())


def _compare(root: ET.Element, markdown: str, gathering: Gathering) -> None:
    """Note where the Markdown does not show what the file does: what it has no sign for."""
    wanted, found = Original(root).shown, prepare(markdown).shown
    if wanted == found:
        return
    place = next((n for n, (one, other) in enumerate(zip(wanted, found, strict=False)) if one != other), len(found))
    words = first_words(" ".join(root[place].itertext())) if place < len(root) else ""
    gathering.note(NoteKind.UNSURE, "Teksten ser litt annerledes ut i Markdown enn i fila fra dette stedet", words)
