"""A proposal out for comment: the hearing opened, its deadline moved, and the answers that came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from avtaleverk.corpus.change_set import ChangeSet
from avtaleverk.corpus.front_edits import Add, Edit, Put, edited
from avtaleverk.corpus.yaml_writing import Value, written
from avtaleverk.editing.deed import DONE_BEFORE, Deed, DeedError, Desk, command, label, name_for
from avtaleverk.model.addresses import slug
from avtaleverk.model.community import Party
from avtaleverk.model.documents import Document, Hearing, Version
from avtaleverk.organisation.hearings import record_of, short_by

# What stands in the folder is in the language of the community: the title of an answer, and the text of one without.
_WORDS = {
    "nb": ("Høringssvar fra {}", "Svaret er mottatt. Teksten er ikke lagt inn."),
    "nn": ("Høyringssvar frå {}", "Svaret er motteke. Teksten er ikkje lagd inn."),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that came: ``text`` is its Markdown, "" where only its coming is to be noted."""

    party: Party
    day: date
    title: str = ""
    text: str = ""


def earliest_deadline(desk: Desk, opens: date) -> date | None:
    """Return the first day that a hearing may close on, None where the community has promised none."""
    least = desk.corpus.community.minimum_hearing_days
    return opens + timedelta(days=least) if least is not None else None


def open_hearing(
    desk: Desk, document: Document, version: Version, hearing: Hearing, *, anyway: bool = False
) -> Deed:  # fmt: skip
    """Return the deed that sends a proposal out for comment; ``anyway`` lets a hearing be shorter than was promised.

    Raises DeedError where the text is approved, is out for comment already, or the days cannot be.
    """
    _check_proposal(version)
    now = version.hearing
    if now and (now.opens, now.closes) == (hearing.opens, hearing.closes):
        if hearing.reply_to not in {None, now.reply_to}:
            return _reply_to(desk, document, version, hearing.reply_to or "")
        told = f"Versjon {version.number} av {label(document)} er på høring fra {now.opens} til {now.closes}."
        return Deed(told=(DONE_BEFORE, told), next=_next(desk, document, version))
    if now and now.closes:
        say = command(
            "horing", name_for(desk.corpus, document), "--versjon", version.number, "--ny-frist", "ÅÅÅÅ-MM-DD"
        )
        message = (
            f"Versjon {version.number} har en høring fra før, fra {now.opens or 'ikke oppgitt'} til {now.closes}. "
            f"Skal fristen flyttes, skriver du {say}"
        )
        raise DeedError(message)
    _check_days(desk, hearing, anyway=anyway)
    group: dict[str, Value] = {name: day for name, day in (("fra", hearing.opens), ("frist", hearing.closes)) if day}
    if hearing.reply_to:
        group["svar_til"] = hearing.reply_to
    path = version.source.path
    raw = desk.text(path)
    changes = ChangeSet().with_change(path, raw, edited(raw, [Put(("horing",), group)], path=path))
    told = f"Versjon {version.number} av {label(document)} er på høring fra {hearing.opens} til {hearing.closes}."
    steps = ("Publiser, så partene ser forslaget: avtaleverk publiser", *_next(desk, document, version))
    return Deed(changes, (told,), steps, settles=path)


def _reply_to(desk: Desk, document: Document, version: Version, address: str) -> Deed:
    """Return the deed that says where the answers to a hearing go from now on."""
    path = version.source.path
    raw = desk.text(path)
    changes = ChangeSet().with_change(path, raw, edited(raw, [Put(("horing", "svar_til"), address)], path=path))
    return Deed(changes, (f"Svarene skal sendes til {address}.",), _next(desk, document, version))


def move_deadline(desk: Desk, document: Document, version: Version, closes: date, *, anyway: bool = False) -> Deed:
    """Return the deed that moves the deadline of a hearing, and keeps the one before it.

    Raises DeedError where there is no hearing to move, or the day cannot be.
    """
    _check_proposal(version)
    now = version.hearing
    if now is None or now.closes is None:
        message = f"Versjon {version.number} av {label(document)} har ingen frist å flytte. Send den på høring først."
        raise DeedError(message)
    if now.closes == closes:
        told = f"Fristen for versjon {version.number} er {closes}."
        return Deed(told=(DONE_BEFORE, told), next=_next(desk, document, version))
    _check_days(desk, Hearing(now.opens, closes), anyway=anyway)
    path = version.source.path
    raw = desk.text(path)
    edits: list[Edit] = [Put(("horing", "frist"), closes), Add(("horing", "tidligere_frister"), now.closes)]
    changes = ChangeSet().with_change(path, raw, edited(raw, edits, path=path))
    told = f"Fristen er flyttet fra {now.closes} til {closes}. Kalenderen hos dem som abonnerer, følger med."
    return Deed(changes, (told,), _next(desk, document, version))


def register_answer(desk: Desk, document: Document, version: Version, answer: Answer) -> Deed:
    """Return the deed that files an answer to a hearing as a paper of its own.

    Raises DeedError where there was no hearing, or it had not begun, or the day of the answer is yet to come.
    """
    hearing = version.hearing
    if hearing is None:
        message = f"Versjon {version.number} av {label(document)} har ikke vært på høring."
        raise DeedError(message)
    if hearing.opens and answer.day < hearing.opens:
        message = f"Høringen begynte {hearing.opens}, og svaret er datert {answer.day}. Se etter datoen."
        raise DeedError(message)
    desk.check_come(answer.day)
    name = slug(document.number or document.folder.rpartition("/")[2])
    path = f"organisasjon/saker/{answer.day}-svar-{name}-{slug(answer.party.id)}.md"
    text = _paper(document, version, answer, _WORDS.get(desk.corpus.community.language, _WORDS["nb"]))
    there = desk.raw(path)
    if there == text or (there is not None and not answer.text):
        return Deed(
            told=(DONE_BEFORE, f"Svaret fra {answer.party.name} ligger i {path}."), next=_next(desk, document, version)
        )
    if there is not None:
        message = (
            f"Et annet svar fra {answer.party.name} ligger i {path}. Rett den fila, eller gi svaret den dagen det kom."
        )
        raise DeedError(message)
    told = [f"Svaret fra {answer.party.name} er lagt i {path}."]
    if hearing.closes and answer.day > hearing.closes:
        told.append(f"Det kom etter fristen, som var {hearing.closes}.")
    told += _still_missing(desk, document, version, answer.party)
    return Deed(ChangeSet().with_change(path, None, text), tuple(told), _next(desk, document, version))


def _paper(document: Document, version: Version, answer: Answer, words: tuple[str, str]) -> str:
    title, untold = words
    fields: dict[str, Value] = {
        "tittel": answer.title or title.format(answer.party.name),
        "type": "høringssvar",
        "dato": answer.day,
        "gjelder": [document.folder],
        "versjon": version.number,
        "part": answer.party.id,
    }
    lines = [f"{name}: {written(value)}" for name, value in fields.items()]
    return "\n".join(["---", *lines, "---", "", answer.text.strip() or untold, ""])


def _still_missing(desk: Desk, document: Document, version: Version, party: Party) -> Sequence[str]:
    """Return which parties have not answered, in a sentence."""
    record = record_of(desk.corpus, document, version, desk.day)
    missing = [p.name for p in record.unanswered if p.id != party.id] if record else []
    if not missing:
        return ["Nå har alle partene svart."]
    return [f"{len(missing)} av {len(desk.corpus.community.parties)} parter har ikke svart: {', '.join(missing)}."]


def _check_proposal(version: Version) -> None:
    if version.is_approved:
        message = f"Versjon {version.number} er vedtatt, og en vedtatt tekst sendes ikke på høring. Lag et nytt forslag med avtaleverk revider."
        raise DeedError(message)


def _check_days(desk: Desk, hearing: Hearing, *, anyway: bool) -> None:
    """Raise DeedError where a hearing ends before it begins, or is shorter than the community has promised."""
    opens, closes = hearing.opens, hearing.closes
    if opens and closes and closes < opens:
        message = f"Fristen {closes} er før første dag {opens}. Rett en av datoene."
        raise DeedError(message)
    least = desk.corpus.community.minimum_hearing_days
    if opens and short_by(hearing, least) and not anyway:
        lasts = "én dag" if hearing.days == 1 else f"{hearing.days} dager"
        message = (
            f"Høringen ville vart {lasts}, og den korteste fristen er {least}. "
            f"Sett fristen til {earliest_deadline(desk, opens)} eller senere, eller legg til --likevel."
        )
        raise DeedError(message)


def _next(desk: Desk, document: Document, version: Version) -> tuple[str, ...]:
    name, number = name_for(desk.corpus, document), version.number
    rule = desk.corpus.rule_for(document)
    body = rule.body if rule else "ORGAN"
    return (
        f"Legg inn svarene: {command('horing', name, '--versjon', number, '--svar', 'PART', '--dato', 'ÅÅÅÅ-MM-DD')}",
        f"Når det er vedtatt: {command('vedta', name, '--versjon', number, '--organ', body, '--dato', 'ÅÅÅÅ-MM-DD')}",
    )
