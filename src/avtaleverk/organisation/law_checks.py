"""Whether the deadlines of the law and of the texts were kept; what was not is a fact to publish, never an error."""

from collections.abc import Callable, Iterator
from datetime import date

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document
from avtaleverk.model.findings import Finding, Severity
from avtaleverk.organisation.deadlines import (
    RENEWAL_MONTHS,
    Basis,
    Deadline,
    DeadlineKind,
    DeadlineState,
    add_months,
    deadlines,
)
from avtaleverk.organisation.law import demands_of, is_external

_SINCE = {
    Basis.SIGNED: "signert",
    Basis.ADOPTED: "vedtatt av den siste parten",
    Basis.APPROVED: "godkjent",
    Basis.REVIEWED: "gjennomgått",
    Basis.TERMINATED: "sagt opp",
}


def check_law(corpus: Corpus, day: date) -> Iterator[Finding]:
    """Yield a warning for each deadline that has passed by ``day``, or will soon with nothing prepared for it."""
    for deadline in deadlines(corpus, day):
        if told := _TOLD[deadline.kind](deadline, day):
            field, message, hint = told
            yield Finding(deadline.path, deadline.line, field, message, hint, Severity.WARNING)
    for document in corpus.all_documents():
        if demands_of(document) and is_external(corpus, document):
            yield _outside(document)


def _since(deadline: Deadline) -> str:
    return f"{_SINCE[deadline.basis]} {deadline.start}" if deadline.basis else "ikke oppgitt"


def _sending(deadline: Deadline, _day: date) -> tuple[str, str, str] | None:
    if deadline.state is not DeadlineState.OVERDUE:
        return None
    message = (
        f"Fristen for å sende teksten til Helsedirektoratet var {deadline.due} ({_since(deadline)}, og så en måned, "
        "helse- og omsorgstjenesteloven § 6-4). Det er ikke oppgitt at den er sendt"
    )
    return "sendt_helsedirektoratet", message, "Legg til sendt_helsedirektoratet: ÅÅÅÅ-MM-DD når den er sendt"


def _review(deadline: Deadline, _day: date) -> tuple[str, str, str] | None:
    if deadline.state is not DeadlineState.OVERDUE:
        return None
    message = (
        f"Fristen for å gå gjennom teksten var {deadline.due} ({_since(deadline)}, og så et år, "
        "helse- og omsorgstjenesteloven § 6-5)"
    )
    hint = "Skriv sist_gjennomgatt: ÅÅÅÅ-MM-DD når partene har gått gjennom den"
    return "sist_gjennomgatt", message, hint


def _notice(deadline: Deadline, _day: date) -> tuple[str, str, str] | None:
    if deadline.state is not DeadlineState.TOO_SHORT:
        return None
    message = (
        f"Avtalen ble sagt opp {deadline.start} og slutter å gjelde {deadline.done}. Det er mindre enn et år "
        "(helse- og omsorgstjenesteloven § 6-5)"
    )
    return "gjelder_til", message, f"Skriv gjelder_til: {deadline.due} eller senere, eller rett oppsagt"


def _expiry(deadline: Deadline, day: date) -> tuple[str, str, str] | None:
    following = deadline.successor
    if deadline.state is DeadlineState.OVERDUE:
        next_step = f"Versjon {following} er ikke i kraft" if following else "Ingen ny tekst er lagt inn"
        hint = "Skriv når den neste teksten er vedtatt, eller opphevet: ÅÅÅÅ-MM-DD når dokumentet ikke er i bruk"
        return "gjelder_til", f"Teksten gikk ut {deadline.due}. {next_step}", hint
    if following or deadline.due is None or deadline.due > add_months(day, RENEWAL_MONTHS):
        return None
    hint = "Legg inn forslaget til ny versjon, eller rett gjelder_til"
    return "gjelder_til", f"Teksten går ut {deadline.due}. Ingen ny tekst er lagt inn", hint


_TOLD: dict[DeadlineKind, Callable[[Deadline, date], tuple[str, str, str] | None]] = {
    DeadlineKind.SENDING: _sending,
    DeadlineKind.REVIEW: _review,
    DeadlineKind.NOTICE: _notice,
    DeadlineKind.EXPIRY: _expiry,
}


def _outside(document: Document) -> Finding:
    field = "lovkrav" if document.legal_demands else "dekker"
    message = "Dokumentet godkjennes utenfor helsefellesskapet og kan ikke dekke helse- og omsorgstjenesteloven § 6-2"
    hint = f"Ta bort {field}, eller rett «godkjenning» i helsefellesskap.yml"
    return Finding(document.source.path, document.source.line(field), field, message, hint, Severity.WARNING)
