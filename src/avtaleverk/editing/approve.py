"""A proposal approved by the body that may, on a day; what the parties must do then is left open for them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from avtaleverk.corpus.change_set import ChangeSet
from avtaleverk.corpus.front_edits import Edit, Put, edited
from avtaleverk.corpus.wording import near
from avtaleverk.corpus.yaml_writing import Value
from avtaleverk.editing.deed import DONE_BEFORE, Deed, DeedError, Desk, command, label, name_for
from avtaleverk.editing.revise import proposals
from avtaleverk.model.documents import ChangeKind, Document, Version
from avtaleverk.organisation.deadlines import SENDING_MONTHS, add_months, entered
from avtaleverk.organisation.law import is_of_the_agreement

_PAPERS = "organisasjon/saker/"


@dataclass(frozen=True, slots=True)
class Approval:
    """A decision: by which body, on which day, and what else is known of it."""

    body: str
    day: date
    case: str | None = None
    meeting: str | None = None
    valid_from: date | None = None
    changes: str | None = None
    changed_clauses: tuple[str, ...] = ()
    kind: ChangeKind | None = None


def may_approve(desk: Desk, document: Document) -> tuple[str, ...]:
    """Return the bodies that may approve a document, the usual one first."""
    rule = desk.corpus.rule_for(document)
    return tuple(dict.fromkeys([rule.body] if rule else [])) + tuple(
        body for body in document.approved_by if not rule or body != rule.body
    )


def known_bodies(desk: Desk) -> tuple[str, ...]:
    """Return the ids of all bodies that there are or were."""
    structures = (*desk.corpus.structures, *desk.corpus.proposed_structures)
    inner = [body.id for structure in structures for body in structure.bodies]
    return tuple(dict.fromkeys([*inner, *(b.id for b in desk.corpus.community.external_bodies)]))


def approve(desk: Desk, document: Document, version: Version, approval: Approval, *, anyway: bool = False) -> Deed:
    """Return the deed that approves a proposal; ``anyway`` goes on where a hearing is open or the day is yet to come.

    Raises DeedError where the body may not, the text is approved already, or the day cannot be.
    """
    if version.is_approved:
        return _approved_before(desk, document, version, approval)
    _check_body(desk, document, approval.body)
    if not anyway:
        _check_day(desk, document, version, approval.day)
    path = version.source.path
    raw = desk.text(path)
    changes = ChangeSet().with_change(path, raw, edited(raw, _edits(desk, document, version, approval), path=path))
    body = desk.corpus.body_name(approval.body)
    told = [f"Versjon {version.number} av {label(document)} er vedtatt av {body} {approval.day}."]
    told += _left(document, version)
    after = replace(version, approved_by=approval.body, approved=approval.day)
    return Deed(changes, tuple(told), after_approval(desk, document, after), settles=path)


def _edits(desk: Desk, document: Document, version: Version, approval: Approval) -> list[Edit]:
    """Return what the file says of the decision; what is not known is left out."""
    values: dict[str, Value | None] = {
        "godkjent_av": approval.body,
        "godkjent": approval.day,
        "gjelder_fra": approval.valid_from,
        "sak": paper_name(desk, approval.case) if approval.case else None,
        "mote": approval.meeting or _meeting(desk, version, approval),
        "endringer": approval.changes,
        "endrede_punkter": list(approval.changed_clauses),
        "endringstype": approval.kind.value if approval.kind else None,
    }
    edits: list[Edit] = [Put((name,), value) for name, value in values.items() if value]
    if desk.parties(document) and version.ratifications is None:
        # Without this the text would count as adopted by all from the first day.
        edits.append(Put(("tilslutning",), []))
    return edits


def paper_name(desk: Desk, case: str) -> str:
    """Return a paper by its whole name, also where somebody left out the folder or added the ending."""
    name = case.removesuffix(".md")
    return name if desk.corpus.paper(name) or not desk.corpus.paper(f"{_PAPERS}{name}") else f"{_PAPERS}{name}"


def _meeting(desk: Desk, version: Version, approval: Approval) -> str | None:
    """Return the meeting of that body on that day, where one is filed and the text does not name another."""
    found = next((m for m in desk.corpus.meetings if m.body == approval.body and m.held == approval.day), None)
    return found.id if found and not version.meeting else None


def _check_body(desk: Desk, document: Document, body: str) -> None:
    known, allowed = known_bodies(desk), may_approve(desk, document)
    if body not in known:
        message = f"Organet «{body}» finnes ikke. {near(body, known)}"
        raise DeedError(message)
    if allowed and body not in allowed:
        names = " eller ".join(f"{desk.corpus.body_name(one)} (--organ {one})" for one in allowed)
        message = f"{desk.corpus.body_name(body)} kan ikke vedta {label(document)}. Det kan {names}."
        raise DeedError(message)


def _check_day(desk: Desk, document: Document, version: Version, day: date) -> None:
    hearing = version.hearing
    desk.check_come(day, ", eller legg til --likevel når du vet at den er riktig.")
    if hearing and hearing.closes and day <= hearing.closes:
        message = (
            f"Versjon {version.number} av {label(document)} er på høring til {hearing.closes}, og vedtaket er datert "
            f"{day}. Rett datoen, eller legg til --likevel."
        )
        raise DeedError(message)


def _approved_before(desk: Desk, document: Document, version: Version, approval: Approval) -> Deed:
    """Return that it was done; raises DeedError where something else is said now than was then."""
    by, day = version.approved_by or "", version.approved
    told = f"vedtatt av {desk.corpus.body_name(by)} {day or '(dato ikke oppgitt)'}"
    what, others = f"Versjon {version.number} av {label(document)}", _said_otherwise(desk, version, approval)
    if by == approval.body and day in {None, approval.day} and not others:
        return Deed(told=(DONE_BEFORE, f"{what} er {told}."), next=after_approval(desk, document, version))
    unsaid = f"Dette er ikke ført inn: {', '.join(others)}. " if others else ""
    message = (
        f"{what} er alt {told}. En vedtatt tekst endres ikke. {unsaid}Er noe skrevet feil inn, eller mangler det, retter "
        f"du i {version.source.path}."
    )
    raise DeedError(message)


def _said_otherwise(desk: Desk, version: Version, approval: Approval) -> list[str]:
    """Return the fields that were given now, and are not what the file says."""
    case, known = (paper_name(desk, paper) if paper else None for paper in (approval.case, version.case))
    fields = {
        "gjelder_fra": (approval.valid_from, version.valid_from),
        "sak": (case, known),
        "mote": (approval.meeting, version.meeting),
        "endringer": (approval.changes, version.changes),
        "endrede_punkter": (approval.changed_clauses, version.changed_clauses),
        "endringstype": (approval.kind, version.change_kind),
    }
    return [name for name, (now, then) in fields.items() if now and now != then]


def _left(document: Document, version: Version) -> Sequence[str]:
    """Return which other proposals there are still."""
    others = [v.number for v in proposals(document) if v is not version and v.order < version.order]
    return [f"Forslaget {', '.join(others)} regnes nå som erstattet."] if others else []


def after_approval(desk: Desk, document: Document, version: Version) -> tuple[str, ...]:
    """Return what comes when a text is approved; ``version`` is as it is then."""
    name = name_for(desk.corpus, document)
    steps = []
    if desk.parties(document):
        words = ("--versjon", version.number, "--part", "PART", "--dato", "ÅÅÅÅ-MM-DD")
        steps.append(f"Før inn vedtakene hos partene: {command('tilslutning', name, *words)}")
    steps.append("Publiser: avtaleverk publiser")
    return (*steps, *sending(desk, document, version))


def sending(desk: Desk, document: Document, version: Version) -> tuple[str, ...]:
    """Return until when a text of the agreement must be sent to the directorate (§ 6-4), where it has been entered into."""
    start = entered(version, desk.parties(document), desk.day)
    if version.sent_to_directorate or not start or not is_of_the_agreement(desk.corpus, document):
        return ()
    due = add_months(start[0], SENDING_MONTHS)
    say = command("send-inn", name_for(desk.corpus, document), "--versjon", version.number, "--til", "MAPPE")
    return (f"Send til Helsedirektoratet innen {due} (§ 6-4): {say}",)
