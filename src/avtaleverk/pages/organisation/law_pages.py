"""What helse- og omsorgstjenesteloven chapter 6 asks, which texts answer it, and what is past its deadline."""

from dataclasses import dataclass

from markupsafe import Markup

from avtaleverk.model.addresses import body_address
from avtaleverk.model.documents import Document, DocumentKind
from avtaleverk.model.status import Status
from avtaleverk.organisation.law import Cover, Demand, demands, demands_of, is_external, is_of_the_agreement, users_on
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.deadline_views import duties, outside, urgent

LAW = "lovkrav/"
# The thirteen points of § 6-2 first paragraph in words of our own, never those of the law.
_DEMANDS = (
    "Who has to do what, and which measures each party takes care of",
    "Working together on patients who need several services: in and out of hospital, training, learning to cope",
    "How a patient is admitted to hospital",
    "The beds that the municipality has for emergencies",
    "Patients who are ready to leave hospital and will need help from the municipality",
    "Sharing knowledge and information, meeting in networks, visiting one another's work",
    "Research and teaching: students, practice and apprentices",
    "The services of midwives",
    "ICT that the parties use together where they are",
    "Preventing illness and injury together",
    "Emergency plans that the parties agree on, and the chain of emergency care",
    "How the parties plan and develop services together",
    "Children and young people with complex needs who get help from both levels",
)


@dataclass(frozen=True, slots=True)
class ClauseLink:
    """A clause that covers a point; no address where the text in force has no such clause."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class CoverView:
    """A document that covers a point, and where in it."""

    name: str
    address: str
    is_in_force: bool
    clauses: tuple[ClauseLink, ...]


@dataclass(frozen=True, slots=True)
class DemandView:
    """One point of § 6-2 in our words."""

    number: int
    words: str
    is_covered: bool
    covers: tuple[CoverView, ...]


@dataclass(frozen=True, slots=True)
class AdoptionView:
    """How far the parties' own adoption of an agreement has come (§ 6-1)."""

    name: str
    address: str
    words: str


@dataclass(frozen=True, slots=True)
class UsersView:
    """In which bodies patients and users sit (§ 6-1)."""

    with_users: int
    of: int
    without: tuple[ClauseLink, ...]


def demand_address(number: int) -> str:
    """Return where a point of § 6-2 stands on the page of the law."""
    return f"{LAW}#krav-{number}"


def demand_links(ctx: Context, document: Document, page: str) -> Markup:
    """Return the points that a document covers, each a link to the page of the law; "" where there is none."""
    numbers = demands_of(document)
    if not numbers:
        return Markup("")
    links = [str(Markup('<a href="{}">{}</a>').format(ctx.link(demand_address(n), page), n)) for n in numbers]
    words = ctx.t("Section 6-2 item {numbers} of the Health and Care Services Act", numbers=ctx.t.listed(links))
    return Markup(words)  # noqa: S704 - a text of ours around links made of numbers


def demand_words(ctx: Context, number: int) -> str:
    """Return what a point of § 6-2 asks for."""
    return ctx.t(_DEMANDS[number - 1])


def demand_views(ctx: Context) -> list[DemandView]:
    """Return the thirteen points with what covers each."""
    return [_demand(ctx, d) for d in demands(ctx.corpus, ctx.day)]


def _demand(ctx: Context, demand: Demand) -> DemandView:
    covers = sorted(demand.covers, key=lambda c: c.version is None)
    words = demand_words(ctx, demand.number)
    return DemandView(demand.number, words, demand.is_covered, tuple(_cover(ctx, c) for c in covers))


def _cover(ctx: Context, cover: Cover) -> CoverView:
    address = ctx.addresses[cover.document.folder]
    clauses = tuple(_clause(ctx, cover, number) for number in cover.clauses)
    return CoverView(ctx.name(cover.document), address, cover.version is not None, clauses)


def _clause(ctx: Context, cover: Cover, number: str) -> ClauseLink:
    clause = ctx.text(cover.version).clause(number) if cover.version else None
    if clause is None:
        return ClauseLink(ctx.t("clause {number}", number=number), "")
    label = ctx.t("clause {number}", number=clause.label)
    return ClauseLink(label, f"{ctx.addresses[cover.document.folder]}#{clause.id}")


def _adoptions(ctx: Context) -> list[AdoptionView]:
    """Return the agreements of the parties with how many have adopted what applies, or is next to."""
    found = []
    for document in ctx.corpus.all_documents():
        is_ours = document.kind is DocumentKind.AGREEMENT and is_of_the_agreement(ctx.corpus, document)
        if is_ours and (words := _adopted(ctx, document)):
            found.append(AdoptionView(ctx.name(document), ctx.addresses[document.folder], words))
    return found


def _adopted(ctx: Context, document: Document) -> str:
    entered = {Status.IN_FORCE, Status.ADOPTED, Status.RATIFYING}
    states = [(v, ctx.standing(document, v)) for v in document.versions]
    current = next(((v, s) for v, s in reversed(states) if s.status in entered), None)
    if current is None:
        return ctx.t("No text is in force")
    version, standing = current
    number = ctx.t("version {number}", number=version.number)
    if version.signed and version.signed <= ctx.day:
        return ctx.t("{version}: signed {day}", version=number, day=ctx.t.long_date(version.signed))
    if standing.parties:
        return ctx.t("{version}: adopted by {n} of {total} parties", version=number, n=standing.adopted_by, total=standing.parties)  # fmt: skip
    if ctx.parties(document):
        return ctx.t("{version}: the parties' own decisions are not stated", version=number)
    return ctx.t("{version}: the parties need not adopt it themselves", version=number)


def _users(ctx: Context) -> UsersView:
    bodies = users_on(ctx.corpus, ctx.day)
    without = tuple(ClauseLink(body.name, body_address(body.id)) for body, has_users in bodies if not has_users)
    return UsersView(len(bodies) - len(without), len(bodies), without)


def _outside(ctx: Context) -> list[AdoptionView]:
    return [
        AdoptionView(ctx.name(d), ctx.addresses[d.folder], outside(ctx, d))
        for d in ctx.corpus.all_documents()
        if d.kind is DocumentKind.AGREEMENT and is_external(ctx.corpus, d) and ctx.in_force(d)
    ]


def law_html(ctx: Context, page: str) -> str:
    """Return the page of what the law asks."""
    points = demand_views(ctx)
    return ctx.render(
        "lovkrav.html",
        page,
        demands=points,
        squares=[(p.number, p.is_covered, f"#krav-{p.number}") for p in points],
        covered=sum(p.is_covered for p in points),
        urgent=urgent(ctx),
        duties=duties(ctx),
        adoptions=_adoptions(ctx),
        asks_parties=any(ctx.parties(d) for d in ctx.corpus.documents),
        users=_users(ctx),
        outside=_outside(ctx),
        built=ctx.t.long_date(ctx.day),
    )
