"""The deed of sending a text to Helsedirektoratet: whether it can be sent, and the day that is noted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from avtaleverk.corpus.change_set import ChangeSet
from avtaleverk.corpus.front_edits import Put, edited
from avtaleverk.editing.deed import DONE_BEFORE, Deed, DeedError, Desk, command, label, name_for
from avtaleverk.exports.packet import Sending
from avtaleverk.model.documents import Document, Version
from avtaleverk.organisation.law import is_external, is_of_the_agreement

_FIELD = "sendt_helsedirektoratet"
_ANYWAY = "Legg til --likevel hvis den skal sendes nå."


@dataclass(frozen=True, slots=True)
class SendIn:
    """A text that is to be sent in on a day; ``day`` is None where nobody has said one."""

    document: Document
    version: Version
    day: date | None
    place: str
    anyway: bool = False

    def day_on(self, desk: Desk) -> date:
        """Return the day that it is sent: the one that is noted, else the one that was said, else today."""
        return self.version.sent_to_directorate or self.day or desk.day


def choose(desk: Desk, document: Document, number: str | None) -> Version | None:
    """Return the text that is meant: the one named, else the one in force, else the newest that is approved."""
    if number is not None:
        return document.version(number)
    texts = [v for v in document.versions if v.is_approved] or document.versions
    return desk.in_force(document) or (texts[-1] if texts else None)


def send_in(desk: Desk, order: SendIn, sending: Sending) -> Deed:
    """Return the deed of sending a text, one without changes where it was sent before.

    Raises DeedError with all that stands in the way.
    """
    version = order.version
    if faults := list(_faults(desk, order, sending)):
        raise DeedError("\n".join(faults))
    steps = (
        f"Send alt i mappa {order.place} til Helsedirektoratet, og legg det i arkivet.",
        f"Se hva som ellers har frist: {command('sjekk')}",
    )
    sent, day = version.sent_to_directorate, order.day_on(desk)
    what = f"{label(order.document)}, versjon {version.number}"
    if sent:
        told = f"{DONE_BEFORE} {what[:1].upper()}{what[1:]}, er ført som sendt {sent}. Pakken ligger i mappa {order.place}."
        return Deed(told=(told,), next=steps)
    changes = ChangeSet()
    for text in (version, *_attached(desk, sending)):
        path = text.source.path
        before = desk.text(path)
        changes = changes.with_change(path, before, edited(before, [Put((_FIELD,), day)], path=path))
    together = f", og {_counted(len(sending.attachments))}," if sending.attachments else ","
    told = f"Pakken med {what}{together} ligger i mappa {order.place}. Den er ført som sendt {day}."
    return Deed(changes, (told, *_late(sending)), steps)


def _attached(desk: Desk, sending: Sending) -> Iterator[Version]:
    """Yield the texts that are sent in with another and have a deadline of their own, which is met by that."""
    for attachment in sending.attachments:
        if is_of_the_agreement(desk.corpus, attachment.document) and not attachment.version.sent_to_directorate:
            yield attachment.version


def _counted(number: int) -> str:
    return "ett vedlegg" if number == 1 else f"{number} vedlegg"


def _late(sending: Sending) -> Iterator[str]:
    if sending.due and sending.day > sending.due:
        days = (sending.day - sending.due).days
        late = "én dag" if days == 1 else f"{days} dager"
        yield f"Fristen var {sending.due}, så den er sendt {late} for sent (helse- og omsorgstjenesteloven § 6-4)."


def _faults(desk: Desk, order: SendIn, sending: Sending) -> Iterator[str]:
    """Yield what stands in the way; what may be sent all the same is no fault where somebody says so."""
    version, document = order.version, order.document
    what = f"{label(document)}, versjon {version.number},"
    if not version.is_approved:
        approve = command("vedta", name_for(desk.corpus, document), "--versjon", version.number)
        yield f"{what} er ikke vedtatt, og bare vedtatte tekster sendes inn. Når den er vedtatt: {approve}"
        return
    yield from _wrong_day(desk, order)
    if order.anyway:
        return
    if is_external(desk.corpus, document):
        yield f"{what} er inngått av andre enn partene her, og skal ikke sendes herfra. {_ANYWAY}"
    elif not sending.is_stated:
        which = (name_for(desk.corpus, document), "--versjon", version.number)
        adopt = command("tilslutning", *which, "--alle", "--dato", "ÅÅÅÅ-MM-DD")
        yield f"Det er ikke oppgitt at partene har vedtatt {what[:-1]}. {_ANYWAY} Ellers fører du vedtakene: {adopt}"
    elif sending.missing:
        names = ", ".join(party.name for party in sending.missing)
        yield f"{what} er ikke vedtatt av alle. Disse mangler: {names}. {_ANYWAY}"


def _wrong_day(desk: Desk, order: SendIn) -> Iterator[str]:
    version, day = order.version, order.day_on(desk)
    sent = version.sent_to_directorate
    if sent and order.day and order.day != sent:
        yield f"Teksten er ført som sendt {sent}, ikke {order.day}. Er datoen feil, retter du den i {version.source.path}."
    elif day > desk.day:
        yield f"{day} er ikke kommet ennå. Skriv dagen den blir sendt, eller ta bort --dato for i dag."
    for name, known in (("godkjent", version.approved), ("signert", version.signed)):
        if known and day < known:
            yield f"Teksten ble {name} {known}, så den kan ikke være sendt {day}. Rett --dato."
