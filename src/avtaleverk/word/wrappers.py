"""What lies around the text of a Word file and is not the text: content controls, alternatives, contents, frames."""

import re

from avtaleverk.word.names import MC, XML, w
from avtaleverk.word.noted import NoteKind
from avtaleverk.word.notes import Notes, shortened, text_of
from avtaleverk.word.styles import Styles
from avtaleverk.word.xml import Element, dropped, each, is_on, unwrapped, value

# What our own files say beside the text: title, facts, list of changes, version log.
FRAME = "avtaleverk:ramme"
# How they show links that the text itself does not have: from «punkt 7.1» to that point.
REFERENCE_STYLE = "Henvisning"
# What LibreOffice writes into a row that was added or deleted while changes were recorded; it shows nothing.
ROW_SIGN = "\u200d"
_CONTENTS_WORDS = {"innhold", "innhald", "innholdsfortegnelse", "innholdsliste"}
_GALLERIES = {"table of contents", "innholdsfortegnelse"}


def chosen(root: Element) -> None:
    """Keep one of the alternatives that a file offers for different programs: the first, which is the richest."""
    for offer in list(root.iter(f"{{{MC}}}AlternateContent")):
        choice = offer.find(f"{{{MC}}}Choice")
        choice = choice if choice is not None else offer.find(f"{{{MC}}}Fallback")
        for other in list(offer):
            if other is not choice:
                offer.remove(other)
        if choice is not None:
            unwrapped(choice)
        unwrapped(offer)


def without_frames(root: Element, styles: Styles, notes: Notes) -> None:
    """Take out what our own files frame, and the table of contents."""
    for control in each(root, "sdt"):
        properties = control.find(w("sdtPr"))
        if value(properties, "tag") == FRAME:
            dropped(control)
        elif _is_contents(properties):
            notes.add(NoteKind.LEFT_OUT, _CONTENTS)
            dropped(control)
    for paragraph in each(root, "p"):
        if styles.is_contents(paragraph):
            notes.add(NoteKind.LEFT_OUT, _CONTENTS)
            before = paragraph.getprevious()
            if before is not None and text_of(before).lower() in _CONTENTS_WORDS:
                dropped(before)
            dropped(paragraph)


def without_references(root: Element, styles: Styles) -> None:
    """Make words again of the links that our own files give to references."""
    for link in each(root, "hyperlink"):
        looks = [run.find(w("rPr")) for run in link.iter(w("r"))]
        if looks and all(REFERENCE_STYLE in styles.names(value(look, "rStyle")) for look in looks):
            for look in looks:
                if look is not None:
                    _without(look, "rStyle")
            unwrapped(link)


def without_row_signs(root: Element) -> None:
    """Take out the sign that LibreOffice leaves in rows that are tracked as a whole."""
    for row in each(root, "tr"):
        properties = row.find(w("trPr"))
        if properties is not None and any(properties.find(w(mark)) is not None for mark in ("ins", "del")):
            for text in row.iter(w("t"), w("delText")):
                text.text = (text.text or "").strip(ROW_SIGN)


def opened_up(root: Element, notes: Notes) -> None:
    """Take away every wrapper around text that has no meaning of its own."""
    for control in each(root, "sdt"):
        properties = control.find(w("sdtPr"))
        if is_on(properties, "showingPlcHdr"):
            notes.add(NoteKind.LEFT_OUT, f"Et felt som ikke er fylt ut: «{shortened(text_of(control))}»", control)
            _empty(control)
        elif (content := control.find(w("sdtContent"))) is not None:
            unwrapped(content)
            _without(control, "sdtPr", "sdtEndPr")
            unwrapped(control)
        else:
            dropped(control)
    for wrapper in each(root, "smartTag", "customXml", "dir", "bdo"):
        _without(wrapper, "smartTagPr", "customXmlPr")
        unwrapped(wrapper)
    for ruby in each(root, "ruby"):
        _base_of_ruby(ruby, notes)
    for sign in each(root, "sym"):
        _plain_sign(sign, notes)


def _plain_sign(sign: Element, notes: Notes) -> None:
    """Write a sign as text where its font is one of letters, as for the box that Word lets people tick."""
    font, code = sign.get(w("font")) or "", sign.get(w("char")) or ""
    if _FONT_OF_SIGNS.match(font):
        return
    if _UNICODE.fullmatch(code) and not _PRIVATE.fullmatch(code):
        text = sign.makeelement(w("t"), {f"{{{XML}}}space": "preserve"})
        text.text = chr(int(code, 16))
        sign.addprevious(text)
    else:
        notes.add(NoteKind.UNSURE, f"Et tegn i skriften {font[:60]} er ikke tatt med", sign)
    dropped(sign)


# Those that other readers know, and whose codes are not the signs that they show.
_FONT_OF_SIGNS = re.compile(r"symbol$|wingdings|webdings", re.IGNORECASE)
_UNICODE = re.compile(r"(?!00[01]|D[89A-F]|FFF[EF])[0-9A-F]{4}", re.IGNORECASE)
_PRIVATE = re.compile(r"(?:E|F[0-8])[0-9A-F]+", re.IGNORECASE)


def _base_of_ruby(ruby: Element, notes: Notes) -> None:
    """Put the text that has small signs over it where it is read, and leave the signs out."""
    for signs in ruby.findall(w("rt")):
        notes.add(NoteKind.LEFT_OUT, f"Små tegn over teksten er ikke tatt med: «{shortened(text_of(signs))}»", ruby)
    around, base = ruby.getparent(), ruby.find(w("rubyBase"))
    for child in reversed(base if base is not None else ()):
        if around is not None and around.tag == w("r"):
            around.addnext(child)
    dropped(ruby)


def _empty(control: Element) -> None:
    """Take a control away with what it holds; where that is cells of a table, they stay and hold nothing."""
    for cell in control.findall(f"{w('sdtContent')}/{w('tc')}"):
        cell[:] = [*cell.findall(w("tcPr")), cell.makeelement(w("p"))]
        control.addprevious(cell)
    dropped(control)


def frame_title(root: Element, styles: Styles) -> str:
    """Return the title that one of our own files bears in its frame, "" where there is none."""
    for control in root.iter(w("sdt")):
        if value(control.find(w("sdtPr")), "tag") == FRAME:
            for paragraph in control.iter(w("p")):
                if styles.title_kind(paragraph) == "title" and (text := text_of(paragraph)):
                    return text
    return ""


_CONTENTS = "Innholdsfortegnelsen er ikke tatt med. Nettstedet lager sin egen"


def _is_contents(properties: Element | None) -> bool:
    gallery = properties.find(f"{w('docPartObj')}/{w('docPartGallery')}") if properties is not None else None
    return gallery is not None and (gallery.get(w("val")) or "").lower() in _GALLERIES


def _without(element: Element, *names: str) -> None:
    for name in names:
        for child in element.findall(w(name)):
            element.remove(child)
