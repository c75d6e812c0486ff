"""Whether approved texts are as they were when they were locked, and what there is to lock."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from difflib import unified_diff
from itertools import takewhile

from avtaleverk.corpus.wording import shorten, without_invisible
from avtaleverk.history.chain import check_chain
from avtaleverk.history.lock_file import LOCK, Lock, Locked, digest_of, format_lock, lockable, parse_lock, seal
from avtaleverk.history.lock_lines import ROOT, Act, Link, new_link
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Version
from avtaleverk.model.findings import AvtaleverkError, Finding, Severity, errors
from avtaleverk.redline import Redline, RevisionKind, compare

_SHOWN_LINES, _SHOWN_SIGNS, _SHOWN_POINTS = 24, 2000, 3
_EDITED = "Den vedtatte teksten er endret etter at den ble låst"
_EDITED_CURE = (
    "Sett teksten tilbake, eller lag en ny versjon. "
    "Er det bare en skrivefeil, gir du den nye versjonen endringstype: retting"
)
# A line of a redline that tells a reader something: a heading, a mark, or a label before the words.
_TELLING = re.compile(r"#|.*\[[-+~]|\s*(?:\S+ )?\([A-ZÆØÅ]")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Renewal:
    """What the lock file should hold: ``entries`` are all of it, ``text`` is the file.

    Some are new, have moved, or have had who approved them or when put right; ``links`` are the lines that tell of it.
    """

    text: str
    entries: tuple[Locked, ...] = ()
    links: tuple[Link, ...] = ()
    added: tuple[Locked, ...] = ()
    moved: tuple[Locked, ...] = ()
    corrected: tuple[Locked, ...] = ()
    chained: tuple[Locked, ...] = ()

    @property
    def kept(self) -> int:
        """Return how many texts were locked before."""
        return len(self.entries) - len(self.added)


class _Tail:
    """The lines that are added to a lock, each of which hangs on the one before it."""

    def __init__(self, lock: Lock, day: date) -> None:
        self.links: list[Link] = []
        self._on, self._day = lock.heads or (ROOT,), day

    def hang(self, act: Act, *fields: str) -> None:
        self.links.append(link := new_link(act, self._on, self._day, *fields))
        self._on = (link.own,)

    def lock(self, e: Locked) -> None:
        self.hang(Act.LOCKED, e.folder, e.number, e.approved_by, e.approved, e.digest, e.packed)


def renew(corpus: Corpus, lock: Lock, day: date) -> Renewal:
    """Return the lock with every approved version in it; no line that is there is altered.

    Lines from before there was a chain become part of it, and two ends of it, as a merge leaves them, are gathered.
    """
    tail, approved = _Tail(lock, day), _approved(corpus)
    moves, old = _moves(corpus, lock), set(lock.unchained)
    if len(lock.heads) > 1:
        tail.hang(Act.GATHERED)
    entries = [_with_approval(e, approved.get((moves.get(e.key, e.folder), e.number))) for e in lock.entries]
    for before, now in zip(lock.entries, entries, strict=True):
        if before in old:
            tail.lock(now)
        elif before != now:
            tail.hang(Act.CORRECTED, *now.key, now.approved_by, now.approved)
    for locked in (e for e in entries if e.key in moves):
        tail.hang(Act.MOVED, *locked.key, moves[locked.key])
    moved = tuple(replace(e, folder=moves[e.key]) for e in entries if e.key in moves)
    there = {e.key for e in (*moved, *(e for e in entries if e.key not in moves))}
    added = tuple(_sealed(key, version) for key, version in approved.items() if key not in there)
    for locked in added:
        tail.lock(locked)
    corrected = tuple(e for e, was in zip(entries, lock.entries, strict=True) if e != was and was not in old)
    return _renewal(lock, tail, added=added, moved=moved, corrected=corrected, chained=lock.unchained)


def release(lock: Lock, key: Key, day: date) -> Renewal:
    """Return the lock without a text that should not have been locked: a line tells that it was let go."""
    tail = _Tail(lock, day)
    tail.hang(Act.RELEASED, *key)
    return _renewal(lock, tail)


def _renewal(lock: Lock, tail: _Tail, **found: tuple[Locked, ...]) -> Renewal:
    text = format_lock(lock.kept, tail.links)
    return Renewal(text, parse_lock(text).entries, tuple(tail.links), **found)


def _sealed(key: Key, version: Version) -> Locked:
    return _with_approval(seal(*key, version.body), version)


def _with_approval(locked: Locked, version: Version | None) -> Locked:
    """Return a text with who approved it and when, as its file says; what the file does not say stays as it was."""
    if version is None:
        return locked
    day = version.approved.isoformat() if version.approved else locked.approved
    return replace(locked, approved_by=version.approved_by or locked.approved_by, approved=day)


def check_lock(corpus: Corpus, lock: Lock | None) -> Iterator[Finding]:
    """Yield what is wrong between the texts and their lock, and in the lock; where nothing is locked, nothing is."""
    if lock is None:
        return
    yield from lock.findings
    yield from check_chain(lock)
    versions, moves = _versions(corpus), _moves(corpus, lock)
    for locked in lock.entries:
        version = versions.get(locked.key)
        yield from _changed(locked, version) if version else [_gone(locked, moves.get(locked.key))]
    # A line that cannot be read may be the very one that seems to be missing.
    if not errors(lock.findings):
        known = {locked.key for locked in lock.entries} | {(place, key[1]) for key, place in moves.items()}
        yield from _unlocked(corpus, known)


def _versions(corpus: Corpus) -> dict[Key, Version]:
    return {(d.folder, v.number): v for d in corpus.all_documents() for v in d.versions}


def _approved(corpus: Corpus) -> dict[Key, Version]:
    return {key: version for key, version in _versions(corpus).items() if version.is_approved}


def _moves(corpus: Corpus, lock: Lock) -> dict[Key, str]:
    """Return the new folder of each locked version whose file is gone and whose text stands elsewhere."""
    versions = _versions(corpus)
    known = {locked.key for locked in lock.entries}
    free: dict[Key, list[str]] = {}
    for (folder, number), version in sorted(_approved(corpus).items()):
        if (folder, number) not in known:
            free.setdefault((number, digest_of(lockable(version.body))), []).append(folder)
    gone = [locked for locked in lock.entries if locked.key not in versions]
    places = ((locked.key, free.get((locked.number, locked.digest))) for locked in gone)
    # Each folder is the new home of one document only, though two may have had the same text.
    return {key: folders.pop(0) for key, folders in places if folders}


def _gone(locked: Locked, new_folder: str | None) -> Finding:
    if new_folder:
        message = f"{locked.name} er låst, og teksten ligger nå i {new_folder}"
        return Finding(LOCK, locked.line, "", message, "Kjør avtaleverk lås, så følger låsen med", Severity.WARNING)
    hint = "Hent fila tilbake. En tekst som ikke lenger gjelder, blir liggende og får opphevet: ÅÅÅÅ-MM-DD"
    return Finding(LOCK, locked.line, "", f"{locked.name} er låst som vedtatt, men fila er borte", hint)


def _unlocked(corpus: Corpus, known: set[Key]) -> Iterator[Finding]:
    for key, version in _approved(corpus).items():
        if key not in known:
            source = version.source
            message, hint = "Den vedtatte teksten er ikke låst", "Kjør avtaleverk lås"
            yield Finding(source.path, source.line("godkjent_av"), "", message, hint, Severity.WARNING)


def _changed(locked: Locked, version: Version) -> Iterator[Finding]:
    """Yield what has happened to a version since it was locked."""
    source = version.source
    if not version.is_approved:
        message = "Versjonen er låst som vedtatt, men har ikke lenger godkjent_av"
        hint = (
            f"Sett godkjent_av tilbake. Ble den aldri vedtatt: avtaleverk lås --slipp {locked.folder} {locked.number}"
        )
        yield Finding(source.path, source.line("versjon"), "", message, hint)
    elif locked.own and _with_approval(locked, version) != locked:
        yield _corrected(locked, version)
    new = lockable(version.body)
    if digest_of(new) != locked.digest and (said := _edit(locked.text, new)):
        message, detail = said
        line = version.body_line + _first_difference(locked.text, new)
        yield Finding(source.path, line, "", message, _EDITED_CURE, detail=detail)


def _corrected(locked: Locked, version: Version) -> Finding:
    """Return that file and lock differ on who approved a text and when; the body that decided knows which is right."""
    approved = version.approved.isoformat() if version.approved else ""
    file, lock = (_decision(version.approved_by or "", approved), _decision(locked.approved_by, locked.approved))
    message = f"Fila sier at teksten er godkjent av {file}, låsen sier {lock}"
    hint = "Er det fila som er rett, kjører du avtaleverk lås, og rettelsen blir stående i låsen"
    source = version.source
    field = "godkjent" if version.approved_by == locked.approved_by else "godkjent_av"
    return Finding(source.path, source.line(field), field, without_invisible(message), hint, Severity.WARNING)


def _decision(body: str, day: str) -> str:
    return f"{body or 'ikke oppgitt'} {day or '(dato ikke oppgitt)'}"


def _first_difference(old: str, new: str) -> int:
    """Return how many lines of the new text come before the first that differs, which is one it has."""
    lines = new.split("\n")
    same = takewhile(lambda pair: pair[0] == pair[1], zip(old.split("\n"), lines, strict=False))
    return min(sum(1 for _ in same), len(lines) - 1)


def _edit(old: str, new: str) -> tuple[str, str] | None:
    """Return an edit in one line and as a redline, None where a reader of the page sees none."""
    try:
        redline = compare(old, new)
        redline.verify()
    except AvtaleverkError:
        # A text that cannot be marked is shown line by line; that it was edited stays true.
        return _EDITED, _plain_lines(old, new)
    summary = redline.summary
    if summary.kind is RevisionKind.NONE:
        return None
    if not redline.changes:
        said = "bare anførselstegn, streker eller mellomrom"
        return f"{_EDITED}: {said}", _plain_lines(old, new)
    message = f"{_EDITED}: {_where(redline)} ({_how_much(redline)})"
    return without_invisible(message), _marked(redline)


def _where(redline: Redline) -> str:
    points = [shorten(f"{point[:1].lower()}{point[1:]}") for point in redline.summary.points]
    more = len(points) - _SHOWN_POINTS
    if more > 1:
        points = [*points[:_SHOWN_POINTS], f"{more} andre punkter"]
    return " og ".join([", ".join(points[:-1]), points[-1]] if len(points) > 1 else points)


def _how_much(redline: Redline) -> str:
    come, gone = redline.summary.words_in, redline.summary.words_out
    counts = [f"{come} ord lagt til"] * bool(come) + [f"{gone} ord slettet"] * bool(gone)
    return ", ".join(counts) or "ordene er de samme"


def _marked(redline: Redline) -> str:
    """Return the redline; of a long one, what tells of a change."""
    lines = redline.to_text().rstrip("\n").split("\n")
    if len(lines) <= _SHOWN_LINES:
        return _shortened(lines, len(lines))
    end = lines.index("") if "" in lines else 0
    points = lines[: min(end, _SHOWN_LINES // 2)]
    shown = [*points, "", *(line for line in lines[end:] if _TELLING.match(line))]
    return _shortened(shown, len(shown) + end - len(points))


def _plain_lines(old: str, new: str) -> str:
    """Return the lines of the Markdown that went and came, where no mark can show the difference."""
    lines = [
        line
        for line in list(unified_diff(old.split("\n"), new.split("\n"), n=0, lineterm=""))[2:]
        if not line.startswith("@@")
    ]
    return _shortened(lines, len(lines))


def _shortened(lines: list[str], total: int) -> str:
    """Return so many lines as fit under a finding, and how many more there are."""
    shown = [line if len(line) <= _SHOWN_SIGNS else f"{line[:_SHOWN_SIGNS]}…" for line in lines[:_SHOWN_LINES]]
    more = total - len(shown)
    if more > 0:
        shown.append(f"… og {more} {'linje' if more == 1 else 'linjer'} til")
    return without_invisible("\n".join(shown))
