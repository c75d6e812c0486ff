"""Fields: what they show is kept as text, what makes them is not; a link stays a link."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from avtaleverk.word.names import w
from avtaleverk.word.noted import NoteKind
from avtaleverk.word.notes import Notes
from avtaleverk.word.xml import Element, dropped, each, local, unwrapped

_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\l\s+"(?P<place>[^"]*)"|"(?P<address>[^"]*)")', re.IGNORECASE)
# A link to a part of a page, as LibreOffice writes it: "https://…" \l "pkt-2".
_PART = re.compile(r'\\l\s+"([^"]+)"', re.IGNORECASE)
# Numbers and boxes that a file holds no trace of.
_NOT_SHOWN = re.compile(r"\s*(?:AUTONUM|LISTNUM|(?P<box>FORMCHECKBOX))", re.IGNORECASE)
# The attribute that holds an address until the clean file gives it a relation.
ADDRESS = "avtaleverk-adresse"


@dataclass(slots=True)
class _Field:
    """A field on the way through a text: its code, and the runs that show it."""

    code: str = ""
    is_shown: bool = False
    code_runs: list[Element] = field(default_factory=list)
    shown_runs: list[Element] = field(default_factory=list)


def flattened(root: Element, notes: Notes) -> None:
    """Take out the codes of all fields; one that is broken loses its codes and keeps its text."""
    for simple in each(root, "fldSimple"):
        _link(list(simple), simple.get(w("instr")) or "")
        unwrapped(simple)
    open_fields: list[_Field] = []
    for run in each(root, "r"):
        for mark in list(run):
            if mark.tag == w("fldChar"):
                _turn(mark.get(w("fldCharType")) or "", open_fields)
            elif mark.tag in {w("instrText"), w("delInstrText")} and open_fields:
                open_fields[-1].code += mark.text or ""
        if open_fields:
            (open_fields[-1].shown_runs if open_fields[-1].is_shown else open_fields[-1].code_runs).append(run)
    for mark in each(root, "fldChar", "instrText", "delInstrText"):
        if m := _NOT_SHOWN.match(mark.text or ""):
            what = "En rute til å krysse av i" if m["box"] else "Et nummer som Word regner ut i et felt"
            notes.add(NoteKind.UNSURE, f"{what} er ikke tatt med. Skriv det inn", mark)
        dropped(mark)


def _turn(kind: str, open_fields: list[_Field]) -> None:
    if kind == "begin":
        open_fields.append(_Field())
    elif kind == "separate" and open_fields:
        open_fields[-1].is_shown = True
    elif kind == "end" and open_fields:
        _close(open_fields.pop(), open_fields)


def _close(done: _Field, around: list[_Field]) -> None:
    """Finish a field: a field inside its code was never shown, one inside its text was."""
    for run in done.code_runs:
        for child in list(run):
            if local(child) in {"t", "delText", "tab", "br"}:
                run.remove(child)
    if done.is_shown:
        _link(done.shown_runs, done.code)
    if around and not around[-1].is_shown:
        around[-1].code_runs += done.shown_runs


def _link(runs: list[Element], code: str) -> None:
    """Make a link of the runs of a field that is one, each stretch between two marks for itself."""
    m = _LINK.match(code)
    if m is None:
        return
    for stretch in _neighbours(runs):
        parent = stretch[0].getparent()
        if parent is None or parent.tag == w("hyperlink"):
            continue
        link = parent.makeelement(w("hyperlink"))
        if m["place"]:
            link.set(w("anchor"), m["place"])
        else:
            part = _PART.search(code, m.end())
            link.set(ADDRESS, f"{m['address']}#{part[1]}" if part else m["address"])
        parent.replace(stretch[0], link)
        link.extend(stretch)


def _neighbours(runs: list[Element]) -> Iterator[list[Element]]:
    """Yield runs that follow one another under one parent, those that hold text."""
    stretch: list[Element] = []
    for run in runs:
        if next(run.iter(w("t"), w("delText")), None) is None:
            continue
        if stretch and run.getparent() is not stretch[-1].getparent():
            yield stretch
            stretch = []
        stretch.append(run)
    if stretch:
        yield stretch
