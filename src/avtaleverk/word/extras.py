"""What a Word file holds beside its text, taken out with a word about it: comments, boxes, hidden text, objects."""

from collections import Counter
from collections.abc import Callable

from avtaleverk.word.names import OFFICE, w
from avtaleverk.word.noted import NoteKind
from avtaleverk.word.notes import Notes, shortened, text_of
from avtaleverk.word.styles import Styles
from avtaleverk.word.tracking import mark_paragraph
from avtaleverk.word.xml import Element, dropped, each, is_on, local, value

_MARKS = {w("ins"): "ins", w("moveTo"): "ins", w("del"): "del", w("moveFrom"): "del"}
# A line across the page, as Word draws it.
_RULE = f"{{{OFFICE}}}hr"
_LONGEST_COMMENT = 300
_NOISE = (
    "proofErr", "permStart", "permEnd", "lastRenderedPageBreak", "annotationRef", "commentRangeStart",
    "commentRangeEnd", "commentReference", "softHyphen",
)  # fmt: skip


def taken_out(root: Element, styles: Styles, notes: Notes, comments: Element | None) -> None:
    """Take out of a part what is not its text, and note what that was."""
    _note_comments(root, notes, comments)
    _boxes(root, notes)
    _hidden(root, styles, notes)
    for kind in (_objects, _foreign_parts, _breaks):
        kind(root, notes)
    for element in each(root, *_NOISE):
        dropped(element)
    _bookmarks(root)


def _note_comments(root: Element, notes: Notes, comments: Element | None) -> None:
    by_id = {c.get(w("id")): c for c in comments.iter(w("comment"))} if comments is not None else {}
    for reference in each(root, "commentReference"):
        comment = by_id.get(reference.get(w("id")))
        if comment is not None and (text := text_of(comment)):
            author = comment.get(w("author")) or "Ukjent"
            notes.add(NoteKind.LEFT_OUT, f"Kommentar fra {author}: «{shortened(text, _LONGEST_COMMENT)}»", reference)


def _boxes(root: Element, notes: Notes) -> None:
    """Put the text of a text box after the paragraph that it is anchored in."""
    last: dict[Element, Element] = {}
    for box in each(root, "txbxContent"):
        anchor = next(iter(box.iterancestors(w("p"))), None)
        drawing = next((a for a in box.iterancestors(w("drawing"), w("pict"), w("object"))), None)
        if anchor is None or drawing is None:
            continue
        blocks = [child for child in box if local(child) in {"p", "tbl"}]
        if text := shortened(text_of(box)):
            what = f"En tekstboks er borte. Teksten i den er lagt etter avsnittet den hang på: «{text}»"
            notes.add(NoteKind.UNSURE, what, anchor)
        mark = next((_MARKS[str(a.tag)] for a in box.iterancestors(*_MARKS)), None)
        place = last.get(anchor, anchor)
        for block in blocks:
            if mark:
                for paragraph in [block] if local(block) == "p" else each(block, "p"):
                    mark_paragraph(paragraph, mark)
            place.addnext(block)
            place = block
        last[anchor] = place
    for drawing in each(root, "drawing", "pict"):
        if next(drawing.iter(w("txbxContent")), None) is not None:
            dropped(drawing)


def _hidden(root: Element, styles: Styles, notes: Notes) -> None:
    for run in each(root, "r"):
        own = run.find(w("rPr"))
        hidden = is_on(own, "vanish")
        if hidden is None:
            paragraph = next(iter(run.iterancestors(w("p"))), None)
            by_paragraph = styles.paragraph_style(paragraph) if paragraph is not None else None
            chain = (s for style in (value(own, "rStyle"), by_paragraph) for s in styles.chain(style))
            hidden = next((said for s in chain if (said := is_on(s.find(w("rPr")), "vanish")) is not None), False)
        if hidden:
            if text := shortened(text_of(run)):
                notes.add(NoteKind.LEFT_OUT, f"Skjult tekst er ikke tatt med: «{text}»", run)
            dropped(run)


def _objects(root: Element, notes: Notes) -> None:
    for thing in each(root, "object", "control"):
        notes.add(NoteKind.LEFT_OUT, "Et innebygd objekt (for eksempel et regneark) er ikke tatt med", thing)
        dropped(thing)
    for thing in each(root, "drawing", "pict"):
        if not any(local(part) in {"blip", "imagedata"} or part.get(_RULE) for part in thing.iter()):
            notes.add(NoteKind.LEFT_OUT, "En tegning eller et diagram er ikke tatt med", thing)
            dropped(thing)


def _foreign_parts(root: Element, notes: Notes) -> None:
    for part in each(root, "altChunk", "subDoc"):
        notes.add(NoteKind.UNSURE, "Et dokument som ligger inne i dokumentet er ikke tatt med. Lim inn teksten", part)
        dropped(part)


def _breaks(root: Element, notes: Notes) -> None:
    count: Counter[str] = Counter()
    for line in each(root, "br"):
        if line.get(w("type")) in {"page", "column"}:
            count["sideskift"] += 1
            dropped(line)
    if count["sideskift"]:
        notes.add(NoteKind.LEFT_OUT, f"Sideskift er ikke tatt med: {count['sideskift']}")


def _bookmarks(root: Element) -> None:
    """Keep those bookmarks that a link in the text leads to."""
    wanted = {link.get(w("anchor")) for link in root.iter(w("hyperlink"))}
    kept = set()
    for mark in each(root, "bookmarkStart"):
        if mark.get(w("name")) in wanted:
            kept.add(mark.get(w("id")))
        else:
            dropped(mark)
    for mark in each(root, "bookmarkEnd"):
        if mark.get(w("id")) not in kept:
            dropped(mark)


def note_margins(texts: list[tuple[str, str]], notes: Notes) -> None:
    """Note what stands in headers and footers; ``texts`` are pairs of the kind of part and its text."""
    names: dict[str, Callable[[str], str]] = {
        "header": lambda text: f"Toppteksten er ikke tatt med: «{shortened(text)}»",
        "footer": lambda text: f"Bunnteksten er ikke tatt med: «{shortened(text)}»",
    }
    for kind, text in texts:
        if text and kind in names:
            notes.add(NoteKind.LEFT_OUT, names[kind](text))
