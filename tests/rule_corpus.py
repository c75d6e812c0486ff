"""Small corpora to hold rules up against: two municipalities, one trust, and whatever a test adds."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from avtaleverk.model.community import ApprovalRule, Community, Party, Side
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, DocumentKind, Version
from avtaleverk.model.organisation import Agreement, Appointment, CaseItem, Meeting, Office
from avtaleverk.model.partial_date import PartialDate
from avtaleverk.model.source import Source
from avtaleverk.model.structure import Area, Body, Leadership, Rule, RuleKind, Seat, Structure
from avtaleverk.organisation.rules.judge import judge
from avtaleverk.organisation.rules.verdicts import Verdict

DAY = date(2026, 11, 26)
STRUCTURE_FILE = "organisasjon/struktur/2020-01-01.yml"
BOTH_SIDES = Leadership((Side.MUNICIPALITY, Side.TRUST), "halvveis")
PARTIES = (
    Party("sykehuset", "Fjordvik sykehus", Side.TRUST),
    Party("dalset", "Dalset kommune", Side.MUNICIPALITY),
    Party("nesset", "Nesset kommune", Side.MUNICIPALITY),
)
AREAS = (Area("vest", "Vest", ("dalset",)), Area("ost", "Øst"))


def a_seat(side: Side, count: int | None = 1, **fields: object) -> Seat:
    return Seat(side.value.capitalize(), side, count, **fields)  # type: ignore[arg-type]


def a_body(name: str = "utvalget", level: int | None = 2, **fields: object) -> Body:
    return Body(name, name.capitalize(), level, **fields)  # type: ignore[arg-type]


def a_rule(kind: RuleKind, **fields: object) -> Rule:
    return Rule(kind, None, **fields)  # type: ignore[arg-type]


def a_structure(*bodies: Body, rules: tuple[Rule, ...], start: str | None = "2020-01-01") -> Structure:
    moment = PartialDate.parse(start) if start else None
    source = Source(f"organisasjon/struktur/{start or 'for'}.yml")
    return Structure(start or "for", moment, None, bodies, source, areas=AREAS, rules=rules)


def an_item(title: str = "En sak", **fields: object) -> CaseItem:
    return CaseItem(title, **fields)  # type: ignore[arg-type]


def decided(title: str = "En sak", **fields: object) -> CaseItem:
    return an_item(title, **{"kind": "beslutning", "outcome": "vedtatt"} | fields)


def settled(how: Agreement | None, **fields: object) -> CaseItem:
    return decided(settled=how, **fields)


def a_meeting(day: str, *items: CaseItem, body: str = "utvalget", **fields: object) -> Meeting:
    lines = {f"saker.{n}.{name}": 5 + n for n in range(len(items)) for name in ("tittel", "utfall", "avgjort")}
    path = f"organisasjon/moter/{day}-{body}.md"
    return Meeting(f"{day}-{body}", body, date.fromisoformat(day), items, "", Source(path, lines), **fields)  # type: ignore[arg-type]


def meetings_of(year: int, number: int, **fields: object) -> tuple[Meeting, ...]:
    return tuple(a_meeting(f"{year}-{month:02}-10", **fields) for month in range(1, number + 1))  # type: ignore[arg-type]


def an_office(office: Office, start: str | None, end: str | None = None, **fields: object) -> Appointment:
    given = {
        "body": "utvalget",
        "source": Source("organisasjon/verv/utvalget.yml", {"": 3, "til": 3, "fra": 3, "side": 3}),
    } | fields
    first, last = (date.fromisoformat(d) if d else None for d in (start, end))
    return Appointment(office=office, start=first, end=last, **given)  # type: ignore[arg-type]


def leader(side: Side | None, start: str | None, end: str | None = None, **fields: object) -> Appointment:
    return an_office(Office.LEADER, start, end, side=side, **fields)


def deputy(side: Side | None, start: str | None, end: str | None = None, **fields: object) -> Appointment:
    return an_office(Office.DEPUTY, start, end, side=side, **fields)


def member(start: str | None, end: str | None = None, **fields: object) -> Appointment:
    return an_office(Office.MEMBER, start, end, **fields)


def a_guideline(approved_by: str | None = None, approved: str = "2024-05-10") -> Document:
    source = Source("retningslinjer/01-utskriving/1.0.md", {"godkjent_av": 3})
    version = Version("1.0", "", 5, source, approved_by=approved_by, approved=date.fromisoformat(approved))
    index = Source("retningslinjer/01-utskriving/index.md")
    return Document(
        "retningslinjer/01-utskriving", "Utskriving", DocumentKind.GUIDELINE, "", index, versions=(version,)
    )


def a_corpus(*structures: Structure, **fields: object) -> Corpus:
    approval = (ApprovalRule("retningslinjer/*", "utvalget"),)
    source = Source("helsefellesskap.yml")
    community = Community(
        "Fjordvik", "fjordvik", "https://a.example/", "nb", PARTIES, approval, (), None, 30, None, source
    )
    empty = Corpus(community, (), structures, (), (), (), ())
    return replace(empty, **fields)  # type: ignore[arg-type]


def the_verdict(
    rule: Rule, *bodies: Body, day: date = DAY, start: str | None = "2020-01-01", **corpus: object
) -> Verdict:
    """Return the verdict on the only rule of a structure of these bodies."""
    return judge(a_corpus(a_structure(*bodies, rules=(rule,), start=start), **corpus), day)[0]


def faults(verdict: Verdict) -> list[str]:
    return [b.fault.value for j in verdict.judgements for b in j.breaches]


def lacks(verdict: Verdict) -> list[str]:
    return [g.lack.value for j in verdict.judgements for g in j.gaps]


def by_body(verdict: Verdict) -> Mapping[str, str]:
    return {j.body: j.state.value for j in verdict.judgements}
