"""What an editor is told about a broken rule: what the rule asks, what was found, and what can be done."""

from collections.abc import Callable

from avtaleverk.corpus.wording import shorten
from avtaleverk.model.community import Side
from avtaleverk.model.corpus import Corpus
from avtaleverk.organisation.rules.verdicts import Breach, Fault, Verdict

_SIDES = {
    Side.MUNICIPALITY: "kommunene",
    Side.TRUST: "helseforetaket",
    Side.BOTH: "kommunene eller helseforetaket",
    Side.GP: "fastlegene",
    Side.USER: "brukerne",
    Side.UNION: "de tillitsvalgte",
    Side.OBSERVER: "observatørene",
}
_STANDS = "Stemmer det, står bruddet på siden om reglene"
_NAMED = 3
_MONTHS = 12


def told(corpus: Corpus, verdict: Verdict, breach: Breach, bodies: list[str]) -> tuple[str, str, str]:
    """Return field, message and cure of a finding; ``bodies`` are the names of those that share the breach."""
    message, hint = _WORDS[breach.fault](corpus, breach, _names(bodies))
    basis = f" ({verdict.rule.legal_basis})" if verdict.rule.legal_basis else ""
    return breach.place.field, f"{message}. Regelen er «{verdict.rule.kind.value}»{basis}", f"{hint}. {_STANDS}"


def _names(bodies: list[str]) -> str:
    if len(bodies) <= _NAMED:
        return " og ".join([", ".join(bodies[:-1]), bodies[-1]] if len(bodies) > 1 else bodies)
    return f"{', '.join(bodies[:_NAMED])} og {len(bodies) - _NAMED} til"


def _years(months: int | None) -> str:
    whole, rest = divmod(months or 0, _MONTHS)
    return f"{whole} år" if not rest else f"{months} måneder"


def _seats(_: Corpus, breach: Breach, names: str) -> tuple[str, str]:
    side = _SIDES[breach.side or Side.USER]
    area = f" i området «{breach.area}»" if breach.area else ""
    found = f"{names} har {breach.found or 'ingen'} {'sete' if breach.found == 1 else 'seter'} fra {side}{area}"
    return f"{found}, og regelen krever minst {breach.wanted}", "Legg til det som mangler i sammensetningen"


def _stated(_: Corpus, breach: Breach, names: str) -> tuple[str, str]:
    side = _SIDES[breach.side or Side.BOTH]
    return f"{names} har både leder og nestleder fra {side}", "Skriv begge sidene, som fra: [kommune, helseforetak]"


def _held(_: Corpus, breach: Breach, names: str) -> tuple[str, str]:
    side = _SIDES[breach.side or Side.BOTH]
    message = f"{names} hadde både leder og nestleder fra {side} fra {breach.start} til {breach.end}"
    return message, "Rett siden, parten eller datoene om de er feil"


def _not_swapped(_: Corpus, breach: Breach, names: str) -> tuple[str, str]:
    side = _SIDES[breach.side or Side.BOTH]
    message = f"{names} har hatt leder fra {side} fra {breach.start} til {breach.end}, lenger enn {_years(breach.wanted)}, som er halve perioden"
    return message, "Legg inn byttet om det er gjort"


def _too_long(_: Corpus, breach: Breach, names: str) -> tuple[str, str]:
    who = breach.who or "Et medlem"
    message = (
        f"{shorten(who)} har sittet i {names} fra {breach.start} til {breach.end}, lenger enn {_years(breach.wanted)}"
    )
    return message, "Rett datoene om de er feil"


def _too_few(_: Corpus, breach: Breach, names: str) -> tuple[str, str]:
    message = f"{names} hadde {breach.found or 'ingen'} møter i {breach.year}, og {breach.wanted} var lovet"
    if breach.found == 1:
        message = f"{names} hadde 1 møte i {breach.year}, og {breach.wanted} var lovet"
    return message, "Legg inn møtene som mangler i organisasjon/moter/ om de ble holdt"


def _case(breach: Breach) -> str:
    return f"saken «{shorten(breach.title or '')}»"


def _no_right(_: Corpus, breach: Breach, names: str) -> tuple[str, str]:
    if breach.meeting:
        return f"{names} besluttet {_case(breach)} uten å ha rett til det", "Rett utfallet om saken bare ble anbefalt"
    return f"{names} godkjente versjon {breach.title} uten å ha rett til det", "Rett godkjent_av om det er feil"


def _part(_: Corpus, breach: Breach, names: str) -> tuple[str, str]:
    message = f"{names} besluttet {_case(breach)} utenfor delen «{breach.other}», der beslutninger skal tas"
    return message, "Rett delmote om det er feil"


def _document(corpus: Corpus, breach: Breach, names: str) -> tuple[str, str]:
    owner = corpus.body_name(breach.other or "")
    message = f"{names} vedtok {_case(breach)}, men dokumentet godkjennes av {owner}"
    return message, "Rett utfallet om saken bare ble anbefalt"


def _voted(_: Corpus, breach: Breach, names: str) -> tuple[str, str]:
    return f"{names} avgjorde {_case(breach)} ved avstemning", "Rett avgjort om det er feil"


def _no_plan(_: Corpus, breach: Breach, names: str) -> tuple[str, str]:
    message = f"{names} ble ikke enige om {_case(breach)}, og det står ingen plan for hva som skjer videre"
    return message, "Legg til plan: med det protokollen sier"


def _not_discussed(corpus: Corpus, breach: Breach, names: str) -> tuple[str, str]:
    first = corpus.body_name(breach.other or "")
    message = f"{names} besluttet {_case(breach)} uten at {first} hadde drøftet den i et tidligere møte"
    return message, "Skriv samme saksgang i begge møtene om saken ble drøftet"


_WORDS: dict[Fault, Callable[[Corpus, Breach, str], tuple[str, str]]] = {
    Fault.TOO_FEW_SEATS: _seats,
    Fault.SAME_SIDE_STATED: _stated,
    Fault.SAME_SIDE_HELD: _held,
    Fault.NOT_SWAPPED: _not_swapped,
    Fault.TOO_LONG: _too_long,
    Fault.TOO_FEW_MEETINGS: _too_few,
    Fault.NOT_ITS_RIGHT: _no_right,
    Fault.WRONG_PART: _part,
    Fault.NOT_ITS_DOCUMENT: _document,
    Fault.VOTED: _voted,
    Fault.NO_PLAN: _no_plan,
    Fault.NOT_DISCUSSED: _not_discussed,
}
