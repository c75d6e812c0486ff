"""The parties' own decisions on an approved text, one or many at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from avtaleverk.corpus.change_set import ChangeSet
from avtaleverk.corpus.front_edits import Add, Edit, Put, edited
from avtaleverk.corpus.yaml_writing import Value
from avtaleverk.editing.approve import sending
from avtaleverk.editing.deed import DONE_BEFORE, Deed, DeedError, Desk, capital, command, label, name_for
from avtaleverk.model.documents import Document, Outcome, Ratification, Version
from avtaleverk.model.status import Status, standing
from avtaleverk.organisation.adoption import adopters


@dataclass(frozen=True, slots=True)
class Decision:
    """What parties came to: ``day`` is None only where they are still at it."""

    parties: tuple[str, ...]
    day: date | None
    outcome: Outcome = Outcome.ADOPTED
    body: str | None = None
    case: str | None = None


def waiting(desk: Desk, document: Document) -> Version | None:
    """Return the version that parties are asked to adopt, else the last that was approved."""
    approved = [v for v in document.versions if v.is_approved]
    parties = desk.parties(document)
    asked = [v for v in approved if standing(v, document, parties, desk.day).status is Status.RATIFYING]
    return next(reversed(asked or approved), None)


def silent(desk: Desk, document: Document, version: Version) -> tuple[str, ...]:
    """Return the parties of which the file says nothing yet."""
    said = {r.party for r in version.ratifications or ()}
    return tuple(p.id for p in adopters(desk.corpus, document) if p.id not in said)


def ratify(desk: Desk, document: Document, version: Version, decision: Decision, *, anyway: bool = False) -> Deed:
    """Return the deed that notes what parties decided; ``anyway`` writes over another decision of theirs.

    Raises DeedError where the document is not for them, the text is not approved, or a party has said something else.
    """
    _check(desk, document, version, decision)
    known = {entry.party: (index, entry) for index, entry in enumerate(version.ratifications or ())}
    edits: list[Edit] = []
    for party in decision.parties:
        new = Ratification(party, decision.body, decision.day, decision.case, decision.outcome)
        index, old = known.get(party, (0, None))
        edits += _changed(index, old, new, anyway=anyway) if old else [Add(("tilslutning",), _item(new))]
    after = _after(version, decision)
    told = _counted(desk, document, after)
    if not edits:
        return Deed(told=(DONE_BEFORE, *told), next=_next(desk, document, after))
    path = version.source.path
    raw = desk.text(path)
    changes = ChangeSet().with_change(path, raw, edited(raw, edits, path=path))
    return Deed(changes, tuple(told), _next(desk, document, after))


def _check(desk: Desk, document: Document, version: Version, decision: Decision) -> None:
    parties = {p.id: p.name for p in adopters(desk.corpus, document)}
    if not parties:
        message = f"{capital(label(document))} skal ikke vedtas av partene. Det er nok at organet vedtar teksten."
        raise DeedError(message)
    if not version.is_approved:
        say = command("vedta", name_for(desk.corpus, document), "--versjon", version.number)
        message = f"Versjon {version.number} er ikke vedtatt ennå, så partene har ingenting å slutte seg til. Vedta den først: {say}"
        raise DeedError(message)
    if version.signed:
        message = f"Versjon {version.number} er signert av alle {version.signed}, så partenes vedtak er på plass."
        raise DeedError(message)
    if decision.day and decision.outcome is not Outcome.PENDING:
        desk.check_come(decision.day)


def _item(entry: Ratification) -> dict[str, Value]:
    fields: dict[str, Value | None] = {
        "part": entry.party,
        "organ": entry.body,
        "dato": entry.decided,
        "sak": entry.case,
        "utfall": entry.outcome.value,
    }
    return {name: value for name, value in fields.items() if value}


def _changed(index: int, old: Ratification, new: Ratification, *, anyway: bool) -> list[Edit]:
    """Return the edits of a line that is there; one that tells of another decision is not written over unasked."""
    wanted = _item(new)
    if _item(old) == {**_item(old), **wanted}:
        return []
    if old.outcome is not Outcome.PENDING and not anyway:
        when = f" {old.decided}" if old.decided else ""
        message = (
            f"{old.party} står med «{old.outcome.value}»{when} fra før. Legg til --likevel når det nye vedtaket er "
            "kommet i stedet."
        )
        raise DeedError(message)
    return [Put(("tilslutning", index, name), value) for name, value in wanted.items() if _item(old).get(name) != value]


def _after(version: Version, decision: Decision) -> Version:
    """Return the version as it is when the decision is noted."""
    new = tuple(Ratification(p, decision.body, decision.day, decision.case, decision.outcome) for p in decision.parties)
    return replace(
        version, ratifications=(*(r for r in version.ratifications or () if r.party not in decision.parties), *new)
    )


def _counted(desk: Desk, document: Document, version: Version) -> Sequence[str]:
    """Return how many parties have adopted the text, and who has not."""
    parties = adopters(desk.corpus, document)
    adopted = {r.party for r in version.ratifications or () if r.outcome is Outcome.ADOPTED}
    missing = [p.name for p in parties if p.id not in adopted]
    told = f"{len(parties) - len(missing)} av {len(parties)} parter har sluttet seg til versjon {version.number} av {label(document)}."
    return [told, f"Disse mangler: {', '.join(missing)}."] if missing else [told]


def _next(desk: Desk, document: Document, version: Version) -> tuple[str, ...]:
    adopted = {r.party for r in version.ratifications or () if r.outcome is Outcome.ADOPTED}
    missing = [p.id for p in adopters(desk.corpus, document) if p.id not in adopted]
    name = name_for(desk.corpus, document)
    if missing:
        words = ("--versjon", version.number, "--part", missing[0], "--dato", "ÅÅÅÅ-MM-DD")
        return (f"Når den neste har vedtatt: {command('tilslutning', name, *words)}", "Publiser: avtaleverk publiser")
    return ("Publiser: avtaleverk publiser", *sending(desk, document, version))
