"""What helse- og omsorgstjenesteloven chapter 6 asks of the agreement, and which texts answer it."""

from dataclasses import dataclass
from datetime import date

from avtaleverk.model.community import Side
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, DocumentKind, Version
from avtaleverk.model.status import version_in_force
from avtaleverk.model.structure import Body
from avtaleverk.organisation.seats import bodies_on

# § 6-2 first paragraph; points 12 and 13 came with the change of the law in 2022.
DEMANDS = range(1, 14)


@dataclass(frozen=True, slots=True)
class Cover:
    """One document that says it covers a point of § 6-2.

    ``version`` is its text in force, None where it has none: then nothing is covered yet. ``clauses`` are the
    numbers of the clauses that do it (none: the document as a whole).
    """

    document: Document
    version: Version | None
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """One point of § 6-2, with every document that names it."""

    number: int
    covers: tuple[Cover, ...]

    @property
    def is_covered(self) -> bool:
        """Say whether a text in force covers the point."""
        return any(cover.version for cover in self.covers)


def demands(corpus: Corpus, day: date) -> tuple[Demand, ...]:
    """Return the thirteen points of § 6-2 with what covers each of them on ``day``."""
    covers = [(d, _in_force(corpus, d, day)) for d in corpus.all_documents() if is_of_the_agreement(corpus, d)]
    return tuple(
        Demand(n, tuple(Cover(d, v, _clauses(d, n)) for d, v in covers if n in demands_of(d))) for n in DEMANDS
    )


def demands_of(document: Document) -> tuple[int, ...]:
    """Return the points of § 6-2 that a document says it covers, in order (``lovkrav`` and ``dekker``)."""
    named = {*document.legal_demands, *(c.demand for c in document.coverage)}
    return tuple(n for n in DEMANDS if n in named)


def is_of_the_agreement(corpus: Corpus, document: Document) -> bool:
    """Say whether a document is part of what § 6-1 makes the parties agree on.

    That is every agreement of theirs, and each guideline or attachment that covers a point of § 6-2. An agreement
    between others, such as regjeringen and KS, is not.
    """
    return not is_external(corpus, document) and bool(document.kind is DocumentKind.AGREEMENT or demands_of(document))


def is_external(corpus: Corpus, document: Document) -> bool:
    """Say whether bodies outside the community approve a document; chapter 6 does not ask anything of it."""
    external = {b.id for b in corpus.community.external_bodies}
    rule = corpus.rule_for(document)
    approving = {rule.body} if rule else {v.approved_by for v in document.versions if v.approved_by}
    return bool(approving) and approving <= external


def users_on(corpus: Corpus, day: date) -> tuple[tuple[Body, bool], ...]:
    """Return each body whose composition is known on ``day``, and whether patients and users sit in it (§ 6-1)."""
    structure = corpus.structure_at(day)
    bodies = bodies_on(structure, day) if structure else ()
    return tuple((b, any(s.side is Side.USER for s in b.seats)) for b in bodies if b.seats and not b.staff)


def parties_to(corpus: Corpus, document: Document) -> tuple[str, ...]:
    """Return the parties that must adopt a document before it applies."""
    rule = corpus.rule_for(document)
    return rule.ratified_by if rule else ()


def _in_force(corpus: Corpus, document: Document, day: date) -> Version | None:
    return version_in_force(document, parties_to(corpus, document), day)


def _clauses(document: Document, demand: int) -> tuple[str, ...]:
    """Return the clauses named for a point, each once, in the order in which they are named."""
    return tuple(dict.fromkeys(n for c in document.coverage if c.demand == demand for n in c.clauses))
