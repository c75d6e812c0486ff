"""A text in force gone through by the parties, or repealed."""

from collections.abc import Sequence
from datetime import date

from avtaleverk.corpus.change_set import ChangeSet
from avtaleverk.corpus.front_edits import Put, edited
from avtaleverk.editing.approve import paper_name
from avtaleverk.editing.deed import DONE_BEFORE, Deed, DeedError, Desk, command, label, name_for
from avtaleverk.model.documents import Document, Version


def reviewed(desk: Desk, document: Document, version: Version, day: date) -> Deed:
    """Return the deed that notes the day on which the parties went through a text.

    Raises DeedError where the text is a proposal, or the day cannot be.
    """
    _check(desk, version, day)
    if version.last_reviewed == day:
        return Deed(told=(DONE_BEFORE, f"Versjon {version.number} av {label(document)} ble gjennomgått {day}."), next=_next(desk, document))  # fmt: skip
    if version.last_reviewed and day < version.last_reviewed:
        message = f"Versjon {version.number} ble gjennomgått {version.last_reviewed}, etter {day}. Se etter datoen."
        raise DeedError(message)
    told = f"Versjon {version.number} av {label(document)} er gjennomgått {day}."
    return Deed(_put(desk, version, [Put(("sist_gjennomgatt",), day)]), (told,), _next(desk, document))


def repealed(desk: Desk, document: Document, version: Version, day: date, case: str | None = None) -> Deed:
    """Return the deed that repeals a text from a day on; ``case`` is the paper on which that was decided.

    Raises DeedError where the text is a proposal, or has another day already.
    """
    if not version.is_approved:
        message = f"Versjon {version.number} er et forslag, og bare en vedtatt tekst kan oppheves."
        raise DeedError(message)
    if version.approved and day < version.approved:
        message = f"Versjon {version.number} ble vedtatt {version.approved}, etter {day}. Se etter datoen."
        raise DeedError(message)
    steps = ("Publiser: avtaleverk publiser",)
    paper = paper_name(desk, case) if case else version.repeal_case
    if (version.repealed, version.repeal_case) == (day, paper):
        return Deed(told=(DONE_BEFORE, f"Versjon {version.number} er opphevet fra {day}."), next=steps)
    if version.repealed not in {None, day}:
        message = f"Versjon {version.number} er alt opphevet fra {version.repealed}. Rett datoen i {version.source.path} hvis den er feil."
        raise DeedError(message)
    told = [
        f"Versjon {version.number} av {label(document)} er opphevet fra {day}. Teksten blir liggende på adressen sin."
    ]
    if document.attachments:
        told.append(f"Vedleggene er ikke opphevet: {', '.join(a.title for a in document.attachments)}.")
    edits = [Put(("opphevet",), day), *([Put(("opphevet_sak",), paper)] if paper else [])]
    return Deed(_put(desk, version, edits), tuple(told), steps)


def _put(desk: Desk, version: Version, edits: Sequence[Put]) -> ChangeSet:
    path = version.source.path
    raw = desk.text(path)
    return ChangeSet().with_change(path, raw, edited(raw, edits, path=path))


def _check(desk: Desk, version: Version, day: date) -> None:
    if not version.is_approved:
        message = f"Versjon {version.number} er et forslag, og bare en vedtatt tekst blir gjennomgått."
        raise DeedError(message)
    if version.approved and day < version.approved:
        message = f"Versjon {version.number} ble vedtatt {version.approved}, etter {day}. Se etter datoen."
        raise DeedError(message)
    desk.check_come(day)


def _next(desk: Desk, document: Document) -> tuple[str, ...]:
    name = name_for(desk.corpus, document)
    return (f"Skal noe endres, lager du et forslag: {command('revider', name)}", "Publiser: avtaleverk publiser")
