"""The names that the handbook fills in, so that its commands are those of the community that reads it."""

import re
from collections.abc import Mapping

from avtaleverk.corpus.lookup import UnknownDocumentError, find_document
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, DocumentKind
from avtaleverk.pages.context import Context

_FIRST = "1.0"


def examples(ctx: Context) -> Mapping[str, str]:
    """Return what stands for each «{name}» in the handbook; words that any community may use where it has none."""
    return ctx.once(("handbok", "eksempler"), lambda: _examples(ctx))


def _examples(ctx: Context) -> Mapping[str, str]:
    community = ctx.corpus.community
    party = next(iter((*community.municipalities, *community.parties)), None)
    return {
        "fellesskap": community.name,
        "nettadresse": community.address,
        "epost": (community.secretariat and community.secretariat.email) or "post@eksempel.no",
        "part": party.id if party else "kommunen",
        "part-navn": party.name if party else "kommunen",
        "frist-dager": str(community.minimum_hearing_days or 30),
        **_of_text(ctx, "dokument", _guideline(ctx)),
        **_of_text(ctx, "avtale", _ratified(ctx)),
    }


def _guideline(ctx: Context) -> Document | None:
    """Return the first guideline with a text in force, or what comes nearest."""
    documents = list(ctx.corpus.all_documents())
    in_force = [d for d in documents if ctx.in_force(d)]
    guidelines = [d for d in in_force if d.kind is DocumentKind.GUIDELINE]
    return next(iter((*guidelines, *in_force, *documents)), None)


def _ratified(ctx: Context) -> Document | None:
    """Return the first document that all parties adopt, or what comes nearest."""
    documents = list(ctx.corpus.all_documents())
    agreements = [d for d in documents if d.kind is DocumentKind.AGREEMENT]
    return next(iter((*(d for d in documents if ctx.parties(d)), *agreements, *documents)), None)


def _of_text(ctx: Context, name: str, document: Document | None) -> dict[str, str]:
    """Return what is filled in of one document: how to name it, its versions, and who approves it."""
    version = ctx.in_force(document) if document else None
    newest = document.versions[-1].number if document and document.versions else ""
    rule = ctx.corpus.rule_for(document) if document else None
    body = rule.body if rule else "utvalget"
    values = {
        "": _spoken(ctx.corpus, document) if document else "1",
        "-navn": ctx.name(document) if document else "teksten",
        "-mappe": document.folder if document else "retningslinjer/navn",
        "-versjon": version.number if version else newest or _FIRST,
        "-ny": following(newest) if newest else _FIRST,
        "-organ": body,
        "-organ-navn": ctx.corpus.body_name(body),
    }
    return {f"{name}{part}": value for part, value in values.items()}


def _spoken(corpus: Corpus, document: Document) -> str:
    """Return the shortest words that a command takes for this document alone."""
    for words in filter(None, (document.number, document.folder.rpartition("/")[2])):
        try:
            if find_document(corpus, words) is document:
                return words
        except UnknownDocumentError:
            continue
    return document.folder


def following(number: str) -> str:
    """Return the number after that of a version: «1.1» after «1.0», «2025» after «2024»."""
    return re.sub(r"\d+(?=\D*$)", lambda m: str(int(m[0]) + 1), number)
