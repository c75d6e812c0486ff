"""Organisations made up by hypothesis: any committees, meetings, hearings and adoptions that the checks let through."""

from dataclasses import replace
from datetime import date, time

from hypothesis import strategies as st

from avtaleverk.corpus.checks import check
from avtaleverk.corpus.known import Known
from avtaleverk.model.community import ApprovalRule, Community, ExternalBody, Party, Secretariat, Side, YearlyTask
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Coverage, Document, DocumentKind, Hearing, Outcome, Ratification, Version
from avtaleverk.model.findings import errors
from avtaleverk.model.organisation import Agreement, Appointment, CaseItem, CaseKind, CasePaper, Meeting, Office
from avtaleverk.model.partial_date import PartialDate
from avtaleverk.model.source import Source
from avtaleverk.model.structure import (
    Area,
    Body,
    Each,
    Fellowship,
    Leadership,
    Right,
    Rule,
    RuleKind,
    Seat,
    SeatDemand,
    Structure,
    StructureProposal,
    Tasks,
)

TODAY = date(2026, 11, 26)
_WORDS = st.sampled_from([
    "Utvalget", "Barn og unge", "<hostil>", '"><hostil a="', "' hostil=1 x='", '" hostil=1 x="', "</script><hostil>",
    "<!--", "]]>", "{{ 7*7 }}", "&amp;&lt;hostil&gt;", "[x](javascript:hostil)", "**vekt** _kursiv_", "# Ikke en overskrift",
    "W" * 120, "å" * 60 + "-" + "ø" * 60, "中文", "\u202eikke snudd", "a;b,c:d\\n", "BEGIN:VEVENT", "1.", "–", "#", "?", "100 %",
])  # fmt: skip
names = st.lists(_WORDS, min_size=1, max_size=3).map(" ".join)
_long = st.lists(_WORDS, min_size=40, max_size=60).map(" ".join)
texts = st.one_of(names, names, names, _long)
_maybe_text = st.none() | texts
_markdown = st.lists(
    st.one_of(texts, texts.map("## {}".format), texts.map("- {}".format), texts.map("| a | {} |\n|---|---|\n| 1 | 2 |".format)),
    max_size=4,
).map("\n\n".join)  # fmt: skip
days = st.one_of(
    st.sampled_from([TODAY, date(2026, 11, 25), date(2026, 11, 27), date(2024, 2, 29), date(2026, 12, 31), date(2027, 1, 1)]),
    st.dates(date(2023, 1, 1), date(2028, 12, 31)),
    st.dates(date(2023, 1, 1), date(2028, 12, 31)),
    st.sampled_from([date.min, date(1, 12, 31), date(1000, 2, 28), date.max, date(9999, 1, 1), date(9998, 12, 31)]),
)  # fmt: skip
_maybe_day = st.none() | days
moments = st.one_of(
    days.map(lambda d: PartialDate(d.year, d.month, d.day)), days.map(lambda d: PartialDate(d.year, d.month)),
    days.map(lambda d: PartialDate(d.year)), st.none(),
)  # fmt: skip
_few = st.none() | st.integers(1, 4)
_sides = st.sampled_from(Side)
_PARTS = ("dialogdel", "lukket <hostil> del")
_BODIES = ("topp", "ssu", "fsu-1", "fsu-2", "stab", "ksu")
_PARTIES = ("sykehuset", "dalset", "nesset", "vika")
_AREAS = ("nord", "sor")
_GUIDELINE, _AGREEMENT, _ATTACHMENT = "retningslinjer/01-ut", "avtaler/avtalen", "retningslinjer/01-ut/vedlegg/1.1-ark"
_FOLDERS = (_GUIDELINE, _AGREEMENT, _ATTACHMENT)
_VERSIONS = ("0.9", "1.0", "2.0")
_CLAUSES = (None, f"{_GUIDELINE}#pkt-1", f"{_AGREEMENT}#pkt-2-1", _GUIDELINE)
_TEXT = "## 1 Formål\n\nTeksten sier {}.\n\n## 2 Organer\n\n### 2.1 Utvalget\n\nUtvalget møtes {} ganger."


def _source(path: str, *fields: str) -> Source:
    return Source(path, {field: n for n, field in enumerate(("", *fields), start=1)})


@st.composite
def _communities(draw: st.DrawFn) -> Community:
    parties = tuple(
        Party(name, draw(texts), Side.MUNICIPALITY if n else Side.TRUST)
        for n, name in enumerate(_PARTIES[: draw(st.integers(0, len(_PARTIES)))])
    )
    everyone = tuple(p.id for p in parties)
    body = st.sampled_from([*_BODIES, "regjeringen"])
    tasks = st.builds(YearlyTask, texts, st.integers(1, 12), st.none() | body, st.sampled_from(_CLAUSES))
    rules = [
        ApprovalRule("retningslinjer/*", draw(body), draw(st.sampled_from([(), everyone]))),
        ApprovalRule("avtaler/*", draw(body), everyone),
    ]
    return Community(
        draw(texts), "fjordvik", draw(st.sampled_from(["https://a.example/", "https://a.example/dypt/nede/"])),
        draw(st.sampled_from(["nb", "nn"])), parties, tuple(draw(st.sampled_from([rules, []]))),
        (ExternalBody("regjeringen", draw(texts)),),
        draw(st.none() | st.builds(Secretariat, texts, st.sampled_from([None, "a@b.no"]))),
        draw(st.sampled_from([None, 0, 30, 10**6])), draw(_maybe_text), _source("helsefellesskap.yml"),
        yearly=tuple(draw(st.lists(tasks, max_size=3))),
    )  # fmt: skip


_seats = st.lists(
    st.builds(
        Seat, texts, _sides, st.sampled_from([None, 1, 2, 40]), st.sampled_from([None, None, *Each]),
        st.sampled_from([(), _PARTS[:1], _PARTS]), st.sampled_from(Right), st.sampled_from([None, *_AREAS]),
    ),
    max_size=4,
).map(tuple)  # fmt: skip
_tasks = st.lists(st.builds(Tasks, st.sampled_from(["", *_PARTS]), st.lists(texts, max_size=2).map(tuple)), max_size=2, unique_by=lambda t: t.part).map(tuple)  # fmt: skip
_leaderships = st.none() | st.builds(
    Leadership,
    st.lists(_sides, max_size=2).map(tuple),
    st.sampled_from([None, "halvveis", "hvert år", "<hostil>"]),
    _few,
)


@st.composite
def _bodies(
    draw: st.DrawFn, chosen: tuple[str, ...], earlier: tuple[str, ...], community: str | None
) -> tuple[Body, ...]:
    def body(place: int, name: str) -> Body:
        is_top, is_staff = place == 0 and name != "stab", name == "stab"
        begins, ends = draw(_maybe_day), draw(_maybe_day)
        if begins and ends and ends < begins:
            begins, ends = ends, begins
        level = None if is_staff else 1 if is_top else draw(st.integers(1, 3))
        return Body(
            name, draw(texts), level, staff=is_staff, abbreviation=draw(_maybe_text),
            above=None if is_top or (is_staff and not place) else draw(st.sampled_from(chosen[:place])),
            legal_basis=draw(st.sampled_from(_CLAUSES)), meetings_per_year=draw(st.sampled_from([None, 0, 1, 4, 99])),
            meeting_parts=_PARTS, term_years=draw(st.sampled_from([None, 0, 2, 9999])), extension_years=draw(_few),
            leadership=draw(_leaderships), tasks=draw(_tasks), seats=draw(_seats),
            template=draw(st.sampled_from([None, "fsu"])), community=community,
            came_from=tuple(draw(st.lists(st.sampled_from(earlier), max_size=3, unique=True))) if earlier else (),
            is_temporary=draw(st.booleans()), active_from=begins, active_until=ends,
            authority=draw(_maybe_text), note=draw(_maybe_text), is_collective=draw(st.booleans()),
        )  # fmt: skip

    return tuple(body(place, name) for place, name in enumerate(chosen))


@st.composite
def _rules(draw: st.DrawFn, bodies: tuple[str, ...], templates: tuple[str, ...]) -> tuple[Rule, ...]:
    named = st.lists(st.sampled_from(bodies), max_size=2, unique=True).map(tuple)
    demands = st.lists(st.builds(SeatDemand, _sides, st.integers(1, 3), st.sampled_from([None, *_AREAS])), min_size=1, max_size=3).map(tuple)  # fmt: skip

    def rule(kind: RuleKind) -> Rule:
        return Rule(
            kind, draw(st.sampled_from(_CLAUSES)), draw(st.lists(st.integers(1, 3), max_size=2).map(tuple)), draw(named),
            templates[: draw(st.integers(0, 1))],
            draw(_sides) if kind is RuleKind.REPRESENTED else None, draw(st.integers(1, 3)),
            draw(demands) if kind is RuleKind.SEATS else (),
            draw(st.sampled_from([None, *_PARTS])) if kind is RuleKind.DECISION else None,
            draw(st.sampled_from(bodies)) if kind is RuleKind.TWO_STEPS else None, draw(st.booleans()),
        )  # fmt: skip

    return tuple(map(rule, draw(st.lists(st.sampled_from(RuleKind), max_size=6))))


@st.composite
def _structure(draw: st.DrawFn, number: int, earlier: tuple[str, ...], parties: tuple[str, ...]) -> Structure:
    chosen = _BODIES[: draw(st.integers(1, len(_BODIES)))]
    fellowships = tuple(Fellowship(f"felles-{n}", draw(texts)) for n in range(draw(st.integers(0, 2))))
    bodies = draw(_bodies(chosen, earlier, fellowships[0].id if fellowships else None))
    if len(fellowships) > 1:
        second = replace(bodies[0], id=f"andre-{number}", name=draw(texts), community=fellowships[1].id)
        bodies = (*bodies, second)
    start, is_proposal = draw(moments), draw(st.integers(0, 4)) == 0
    proposal = StructureProposal(draw(_maybe_day), None, None) if is_proposal else None
    areas = tuple(Area(a, draw(texts), draw(st.sampled_from([(), parties[1:2], parties]))) for a in _AREAS)
    return Structure(
        f"{number}-struktur", None if proposal else start, draw(st.sampled_from(_CLAUSES)), bodies,
        _source(f"organisasjon/struktur/{number}-struktur.yml"), fellowships, areas,
        draw(_rules(tuple(b.id for b in bodies), tuple({b.template for b in bodies if b.template}))),
        draw(_maybe_text), proposal,
    )  # fmt: skip


@st.composite
def _structures(draw: st.DrawFn, parties: tuple[str, ...]) -> tuple[Structure, ...]:
    found: list[Structure] = []
    for number in range(draw(st.integers(0, 3))):
        earlier = tuple(sorted({b.id for s in found for b in s.bodies}))
        made = draw(_structure(number, earlier, parties))
        if made.proposal or made.starts not in {s.starts for s in found if not s.proposal}:
            found.append(made)
    return tuple(sorted(found, key=lambda s: (s.proposal is not None, s.starts, s.id)))


_hearings = st.builds(
    Hearing, _maybe_day, _maybe_day, _maybe_text, st.lists(days, max_size=2, unique=True).map(tuple)
).filter(lambda h: (h.days or 0) >= 0 and h.closes not in h.earlier_deadlines)


@st.composite
def _version(draw: st.DrawFn, folder: str, number: str, bodies: tuple[str, ...], parties: tuple[str, ...]) -> Version:
    approver = draw(st.sampled_from([None, bodies[-1], *bodies]))
    decided = st.builds(Ratification, st.just(""), _maybe_text, _maybe_day, _maybe_text, st.sampled_from(Outcome))
    adopted = tuple(replace(draw(decided), party=p) for p in parties[: draw(st.integers(0, len(parties)))])
    return Version(
        number, _TEXT.format(draw(names), number), 5, _source(f"{folder}/{number}.md", "godkjent_av", "horing"),
        title=draw(_maybe_text), approved_by=approver, approved=draw(_maybe_day) if approver else None,
        valid_from=draw(_maybe_day), valid_until=draw(_maybe_day), repealed=draw(_maybe_day), changes=draw(_maybe_text),
        changed_clauses=draw(st.sampled_from([(), ("1",), ("2.1", "1")])),
        hearing=draw(st.none() | _hearings), ratifications=draw(st.sampled_from([None, adopted])),
        signed=draw(_maybe_day), sent_to_directorate=draw(_maybe_day), last_reviewed=draw(_maybe_day),
        terminated=draw(_maybe_day),
    )  # fmt: skip


@st.composite
def _document(draw: st.DrawFn, folder: str, kind: DocumentKind, bodies: tuple[str, ...], parties: tuple[str, ...]) -> Document:  # fmt: skip
    versions = tuple(draw(_version(folder, n, bodies, parties)) for n in _VERSIONS)
    return Document(
        folder, draw(texts), kind, draw(_markdown), _source(f"{folder}/index.md"),
        number={_GUIDELINE: "1", _ATTACHMENT: "1.1"}.get(folder), owner=draw(st.sampled_from([None, *bodies])),
        legal_demands=tuple(draw(st.lists(st.integers(1, 13), max_size=3, unique=True))),
        coverage=tuple(draw(st.lists(st.builds(Coverage, st.integers(1, 13), st.sampled_from([("1",), ("2.1", "1")])), max_size=2, unique_by=lambda c: c.demand))),
        themes=(draw(texts),), versions=versions,
    )  # fmt: skip


_items = st.lists(
    st.builds(
        CaseItem, texts, st.sampled_from([None, *(k.value for k in CaseKind)]), st.just(_GUIDELINE),
        st.sampled_from([None, *_VERSIONS]), st.sampled_from([(), ("1",), ("2.1", "<hostil>")]),
        st.sampled_from([None, "vedtatt", "utsatt", "avvist", "<hostil>"]),
        st.sampled_from([None, "organisasjon/saker/2024-notat-0"]), st.sampled_from([None, "1/2024", "12/24"]),
        st.sampled_from([None, *_PARTS]), _maybe_text, st.sampled_from([None, *Agreement]), _maybe_text,
        st.sampled_from([None, "gang", "annen-gang"]),
    ),
    max_size=3,
).map(tuple)  # fmt: skip


@st.composite
def _meeting(draw: st.DrawFn, number: int, bodies: tuple[str, ...], notes: tuple[CasePaper, ...]) -> Meeting:
    body, held = draw(st.sampled_from(bodies)), draw(days)
    moved = [d for d in draw(st.lists(days, max_size=2, unique=True)) if d != held]
    begins = draw(st.sampled_from([None, time(0, 0), time(12, 30)]))
    items = tuple(replace(i, paper=i.paper if notes else None) for i in draw(_items))
    name = f"{(moved or [held])[0].isoformat()}-{body}-{number}"
    return Meeting(
        name, body, held, items, draw(_markdown), _source(f"organisasjon/moter/{name}.md"),
        draw(_maybe_text), begins, draw(st.sampled_from([None, time(23, 59)])) if begins else None,
        tuple(moved), draw(st.booleans()), draw(st.booleans()),
    )  # fmt: skip


@st.composite
def _paper(draw: st.DrawFn, number: int, bodies: tuple[str, ...], parties: tuple[str, ...]) -> CasePaper:
    name = f"organisasjon/saker/2024-notat-{number}"
    concerns = tuple(draw(st.lists(st.sampled_from(_FOLDERS), max_size=2, unique=True)))
    return CasePaper(
        name, draw(texts), draw(st.sampled_from(["notat", "saksfremlegg", "høringssvar", "rapport", "årsmelding"])),
        draw(_maybe_day), draw(st.sampled_from([None, *bodies])), concerns, draw(_markdown), _source(f"{name}.md"),
        draw(st.sampled_from([None, *_VERSIONS])) if concerns else None, draw(st.sampled_from([None, *parties])),
    )  # fmt: skip


@st.composite
def _appointment(draw: st.DrawFn, body: Body, community: Community) -> Appointment:
    party = draw(st.sampled_from([None, *community.parties]))
    start, end = draw(_maybe_day), draw(_maybe_day)
    if start and end and end < start:
        start, end = end, start
    return Appointment(
        body.id, draw(st.sampled_from(Office)), _source(f"organisasjon/verv/{body.id}.yml", "fra", "til", "side"),
        draw(st.sampled_from([None, party.side])) if party else draw(st.none() | _sides),
        draw(st.sampled_from([None, *(s.role for s in body.seats)])), party.id if party else None,
        draw(st.sampled_from([None, "Kari <hostil>"])), start, end,
    )  # fmt: skip


def _documents(draw: st.DrawFn, approvers: tuple[str, ...], parties: tuple[str, ...]) -> tuple[Document, ...]:
    if not draw(st.booleans()):
        return ()
    agreement = draw(_document(_AGREEMENT, DocumentKind.AGREEMENT, approvers, parties))
    guideline = draw(_document(_GUIDELINE, DocumentKind.GUIDELINE, approvers, parties))
    attachment = draw(_document(_ATTACHMENT, DocumentKind.ATTACHMENT, approvers, parties))
    return agreement, replace(guideline, attachments=(attachment,))


@st.composite
def corpora(draw: st.DrawFn) -> Corpus:
    """Return a corpus whose names all lead to something."""
    community = draw(_communities())
    parties = tuple(p.id for p in community.parties)
    structures = draw(_structures(parties))
    applied = tuple(s for s in structures if not s.proposal)
    inner = {b.id: b for s in applied for b in s.bodies}
    approvers = (*inner, "regjeringen")
    documents = _documents(draw, approvers, parties)
    papers = tuple(draw(_paper(n, approvers, parties)) for n in range(draw(st.integers(0, 3))))
    meetings = tuple(draw(_meeting(n, tuple(inner), papers)) for n in range(draw(st.integers(0, 6)))) if inner else ()
    offices = tuple(draw(_appointment(b, community)) for b in inner.values() for _ in range(draw(st.integers(0, 2))))
    made = Corpus(
        community, documents, applied, tuple(sorted(meetings, key=lambda m: (m.held, m.id))), papers, (), (),
        proposed_structures=tuple(s for s in structures if s.proposal), appointments=offices,
    )  # fmt: skip
    return _mended(made if documents else _without_documents(made))


def _mended(corpus: Corpus) -> Corpus:
    """Return a corpus without what met or decided on a day it could not, and with versions in the order of time."""
    known = Known(corpus, frozenset()).bodies
    community = replace(
        corpus.community,
        approval=tuple(r for r in corpus.community.approval if r.body in known),
        yearly=tuple(y for y in corpus.community.yearly if y.body is None or y.body in known),
    )
    corpus = replace(corpus, community=community)
    wrong = {f.path for f in errors(check(Known(corpus, frozenset())))}
    documents = tuple(
        replace(_undecided(d, wrong), attachments=tuple(_undecided(a, wrong) for a in d.attachments))
        for d in corpus.documents
    )
    meetings = tuple(m for m in corpus.meetings if m.source.path not in wrong)
    return replace(corpus, documents=documents, meetings=meetings)


def _undecided(document: Document, wrong: set[str]) -> Document:
    """Return a document in which what nobody could decide is only proposed."""
    bare = {
        "approved_by": None,
        "approved": None,
        "valid_until": None,
        "repealed": None,
        "terminated": None,
        "signed": None,
    }
    versions = tuple(replace(v, **bare) if v.source.path in wrong else v for v in document.versions)  # type: ignore[arg-type]
    return replace(document, versions=versions)


def _without_documents(corpus: Corpus) -> Corpus:
    """Return a corpus in which nothing names a document."""
    meetings = tuple(
        replace(m, items=tuple(replace(i, document=None, version=None) for i in m.items)) for m in corpus.meetings
    )
    papers = tuple(replace(p, concerns=(), version=None) for p in corpus.papers)
    return replace(corpus, meetings=meetings, papers=papers)
