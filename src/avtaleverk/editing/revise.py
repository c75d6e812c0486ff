"""A new proposal from a text that is there: its words, and a front matter of its own."""

from dataclasses import dataclass

from avtaleverk.corpus.change_set import ChangeSet
from avtaleverk.corpus.front_edits import Edit, Put, body_of, edited
from avtaleverk.editing.deed import DONE_BEFORE, Deed, DeedError, Desk, capital, command, label, name_for
from avtaleverk.imports.against import next_number
from avtaleverk.model.documents import ChangeKind, Document, Version

# What a text is until somebody has written in it.
_SAME = ("Teksten er lik versjon",)


@dataclass(frozen=True, slots=True)
class Revision:
    """What somebody wants: ``number`` is None where the next one will do, the rest where nothing is said of it yet."""

    document: Document
    number: str | None = None
    base: Version | None = None
    changes: str | None = None
    kind: ChangeKind | None = None


def proposals(document: Document) -> tuple[Version, ...]:
    """Return the versions that nobody has approved, and that no approved one has overtaken."""
    approved = [v for v in document.versions if v.is_approved]
    return tuple(v for v in document.versions if not v.is_approved and (not approved or v.order > approved[-1].order))


def there_already(document: Document, number: str | None) -> Version | None:
    """Return the version that a revision would only continue: the one of that number, else the last proposal."""
    return document.version(number) if number else next(reversed(proposals(document)), None)


def suggested_number(desk: Desk, document: Document) -> str:
    """Return the number that the next version may well have."""
    return next_number(document, desk.day)


def revise(desk: Desk, wanted: Revision) -> Deed:
    """Return the deed that makes a proposal; where there is one already, what is new in it is noted, if that was said.

    Raises DeedError where there is no text to begin with, or the number cannot be.
    """
    document = wanted.document
    number = wanted.number or suggested_number(desk, document)
    if there := there_already(document, wanted.number) or document.version(number):
        return _there(desk, wanted, there)
    base = wanted.base or _base(desk, document)
    _check_number(desk, document, number)
    path = f"{document.folder}/{number}.md"
    changes = ChangeSet().with_change(path, None, _text(desk.text(base.source.path), wanted, number, base))
    told = f"Forslaget er laget: {path}. Teksten er den samme som i versjon {base.number}."
    return Deed(changes, (told,), _next(desk, document, number, base), _SAME, copied=base.source.path)


def _base(desk: Desk, document: Document) -> Version:
    """Return the text to begin with: the one in force, else the last that was approved, else the last."""
    approved = [v for v in document.versions if v.is_approved]
    base = desk.in_force(document) or next(reversed(approved or document.versions), None)
    if base is None:
        say = command("importer", "FIL.docx", "--som", name_for(desk.corpus, document), "--versjon", "1.0")
        message = f"{capital(label(document))} har ingen tekst å begynne med. Les inn en: {say}"
        raise DeedError(message)
    return base


def _check_number(desk: Desk, document: Document, number: str) -> None:
    """Raise DeedError where a version of this number would be overtaken when it is made."""
    order = Version(number, "", 0, document.source).order
    last = next((v for v in reversed(document.versions) if v.is_approved), None)
    free = suggested_number(desk, document)
    if last and order <= last.order:
        message = (
            f"{number} kommer ikke etter {last.number}, som er vedtatt. Velg et høyere nummer, for eksempel {free}."
        )
        raise DeedError(message)
    if same := next((v for v in document.versions if v.order == order), None):
        message = f"{number} regnes som samme nummer som {same.number}. Velg et annet, for eksempel {free}."
        raise DeedError(message)


def _text(raw: str, wanted: Revision, number: str, base: Version) -> str:
    """Return the file of a proposal: nothing of what was decided about the text that it begins with."""
    end = "\r\n" if "\r\n" in raw else "\n"
    edits: list[Edit] = [Put(("versjon",), number)]
    edits += [Put(("tittel",), base.title)] if base.title else []
    front = edited("---\n---\n", [*edits, *_said(wanted)]).replace("\n", end)
    return front + body_of(raw)


def _said(wanted: Revision) -> list[Edit]:
    """Return what the file says of a change, as far as anything was said."""
    fields = {"endringer": wanted.changes, "endringstype": wanted.kind.value if wanted.kind else None}
    return [Put((name,), value) for name, value in fields.items() if value]


def _there(desk: Desk, wanted: Revision, version: Version) -> Deed:
    document = wanted.document
    if version.is_approved:
        free = suggested_number(desk, document)
        message = (
            f"Versjon {version.number} er vedtatt, og en vedtatt tekst endres ikke. Velg et annet nummer, for eksempel "
            f"{free}."
        )
        raise DeedError(message)
    path = version.source.path
    raw = desk.text(path)
    changes = ChangeSet().with_change(path, raw, edited(raw, _said(wanted), path=path))
    # The one that it changes is what it can be compared with.
    earlier = [v for v in document.versions if v.order < version.order and v.is_approved]
    told = f"Versjon {version.number} av {label(document)} er et forslag: {path}."
    steps = _next(desk, document, version.number, next(reversed(earlier), None))
    return Deed(changes, (told,) if changes else (DONE_BEFORE, told), steps)


def _next(desk: Desk, document: Document, number: str, base: Version | None) -> tuple[str, ...]:
    name = name_for(desk.corpus, document)
    path = f"{document.folder}/{number}.md"
    compared = f"{base.number}..{number}" if base else number
    steps = [f"Skriv endringene i {path}, eller rett i Word: {command('eksporter', name, '--versjon', number)}"]
    if base:
        steps.append(f"Se hva som er endret: {command('sammenlign', base.source.path, path)}")
    return (
        *steps,
        f"Lag notatet til møtet: {command('notat', name, compared)}",
        f"Send på høring: {command('horing', name, '--versjon', number, '--fra', 'ÅÅÅÅ-MM-DD', '--frist', 'ÅÅÅÅ-MM-DD')}",
    )
