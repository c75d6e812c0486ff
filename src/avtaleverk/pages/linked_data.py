"""What a page says to programs: JSON-LD in the words of schema.org, and of the ELI ontology where that has its own.

A document is a work, each of its versions a realisation of it; their addresses are the identifiers, since those never
die and lead to the text. All that is said follows from the files: what nobody stated is left out, and a proposal is
no legislation. The context stands in the data itself, so that a program needs to fetch nothing to understand it.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta

from avtaleverk.history.pairs import before
from avtaleverk.model.addresses import (
    LEGAL_MEDIA_TYPE,
    difference_address,
    legal_file_address,
    party_address,
    slug,
    version_address,
)
from avtaleverk.model.community import Side
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.languages import language_code
from avtaleverk.model.status import Status
from avtaleverk.pages.context import Context
from avtaleverk.pages.document_pages import parent_of
from avtaleverk.pages.downloads import version_downloads

# A mapping without what is empty: nothing is said of what nobody stated.
Node = dict[str, object]
_LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
_DATES = (
    "dateModified", "legislationDate", "legislationDateVersion",
    "eli:date_document", "eli:version_date", "eli:first_date_entry_in_force", "eli:date_no_longer_in_force",
)  # fmt: skip
_CONTEXT: Node = {
    "@vocab": "https://schema.org/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{name: {"@type": "xsd:date"} for name in _DATES},
}
_HAS_BEGUN = frozenset({Status.IN_FORCE, Status.REPLACED, Status.EXPIRED, Status.REPEALED})
_ONE_DAY = timedelta(days=1)


def _said(**named: object) -> Node:
    """Return what is said, without what is empty; «eli__title» is the property eli:title, «id» and «type» are @id and @type."""
    names = ((_KEYWORDS.get(name, name.replace("__", ":")), value) for name, value in named.items())
    return {name: value for name, value in names if value not in (None, "", [], {})}


_KEYWORDS = {"id": "@id", "type": "@type"}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _ref(address: str) -> Node:
    return {"@id": address}


def _written(*nodes: Node) -> str:
    """Return the nodes as text that no page can end too early: a text may hold «</script>», but never as such."""
    text = json.dumps({"@context": _CONTEXT, "@graph": nodes}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


class _Words:
    """The nodes of one document. Their identifiers are whole addresses, for data is taken away from the page it is on."""

    def __init__(self, ctx: Context, document: Document) -> None:
        self._ctx = ctx
        self._document = document
        self._site = ctx.corpus.community.address
        self._own = ctx.addresses[document.folder]
        self.id = f"{self._site}{self._own}"
        self._language = document.language or ctx.t.language
        self._is_adopted = _is_adopted(document)
        self._kind = ["Legislation", "eli:LegalResource"] if self._is_adopted else ["CreativeWork"]

    def version_id(self, version: Version) -> str:
        return f"{self._site}{version_address(self._own, version.number)}"

    def work(self) -> Node:
        """Return the document as such: what it is part of, what belongs to it, and its approved versions."""
        ctx, document = self._ctx, self._document
        parent = parent_of(ctx, document)
        above = self._ref_to(parent) if parent else None
        return self.stub() | _said(
            inLanguage=self._language, isPartOf=above, hasPart=[self._ref_to(a) for a in document.attachments],
            publisher=_community_ref(ctx),
        ) | (self._as_legislation(above) if self._is_adopted else {})  # fmt: skip

    def _as_legislation(self, above: Node | None) -> Node:
        """Return what is said only of a document that somebody has adopted a text of."""
        document, current = self._document, self._ctx.in_force(self._document)
        approved = [_ref(self.version_id(v)) for v in document.versions if v.is_approved]
        return _said(
            legislationType=document.kind.value, legislationJurisdiction="NO",
            legislationResponsible=self._body(document.owner),
            legislationLegalForce=_ref(f"https://schema.org/{'InForce' if current else 'NotInForce'}"),
            dateModified=_day(current.approved) if current else "",
            eli__is_part_of=above, eli__has_part=[self._ref_to(a) for a in document.attachments if _is_adopted(a)],
            workExample=approved, eli__is_realized_by=approved, eli__number=document.number,
        )  # fmt: skip

    def _ref_to(self, document: Document) -> Node:
        return _ref(f"{self._site}{self._ctx.addresses[document.folder]}")

    def stub(self) -> Node:
        """Return what an older text says of the document that it is a version of."""
        name, identifier = self._ctx.name(self._document), self.id if self._is_adopted else ""
        return _said(id=self.id, type=self._kind, name=name, url=self.id, legislationIdentifier=identifier)

    def lasting(self, version: Version) -> Node:
        """Return what is true of a version on any day; a proposal is a text that somebody may yet approve, and no more."""
        title = self._ctx.title(self._document, version)
        address = self.version_id(version)
        if not version.is_approved:
            return _said(
                id=address, type="CreativeWork", name=title, url=address, version=version.number,
                inLanguage=self._language, creativeWorkStatus="Draft", about=_ref(self.id),
            )  # fmt: skip
        return _said(
            id=address, type=["Legislation", "eli:LegalExpression"],
            name=title, url=address, version=version.number, inLanguage=self._language,
            legislationIdentifier=address, legislationType=self._document.kind.value,
            legislationDate=_day(version.approved), legislationPassedBy=self._body(version.approved_by),
            exampleOfWork=_ref(self.id), eli__realizes=_ref(self.id),
            eli__title={"@value": title, "@language": self._language},
            eli__language=_ref(f"{_LANGUAGES}{language_code(self._language).upper()}"),
            eli__date_document=_day(version.approved), eli__passed_by=_ref(_node(version.approved_by or "")),
        )  # fmt: skip

    def today(self, version: Version) -> Node:
        """Return a version with what is true of it on the day of the page."""
        files = _said(encoding=list(self._files(version)))
        if not version.is_approved:
            return self.lasting(version) | files
        applies = self._ctx.standing(self._document, version).status is Status.IN_FORCE
        begins, last = self._applied(version)
        changed = before(self._document, version)
        force, eli = ("InForce", "inForce") if applies else ("NotInForce", "notInForce")
        return self.lasting(version) | files | _said(
            legislationLegalForce=_ref(f"https://schema.org/{force}"),
            legislationDateVersion=_day(begins), temporalCoverage=_period(begins, last),
            legislationChanges=_ref(self.version_id(changed)) if changed else None,
            eli__in_force=_ref(f"http://data.europa.eu/eli/ontology#InForce-{eli}"),
            eli__version_date=_day(begins), eli__first_date_entry_in_force=_day(begins),
            eli__date_no_longer_in_force=_day(last + _ONE_DAY) if last and last < date.max else "",
        )  # fmt: skip

    def _applied(self, version: Version) -> tuple[date | None, date | None]:
        """Return the first and the last day that a text applies, None for each that nobody stated, or that has none."""
        standing = self._ctx.standing(self._document, version)
        begins, repealed = standing.since, version.repealed
        if standing.status is Status.RATIFYING or (begins and repealed and repealed <= begins):
            return None, None
        later = [v for v in self._document.versions if v.order > version.order]
        heirs = (s.since for v in later if (s := self._ctx.standing(self._document, v)).status in _HAS_BEGUN)
        ends = [version.valid_until, *(day - _ONE_DAY for day in (repealed, *heirs) if day)]
        return begins, min((day for day in ends if day), default=None)

    def _files(self, version: Version) -> Iterator[Node]:
        """Yield the forms in which a version can be had."""
        kind = ["LegislationObject", "eli:Format"] if version.is_approved else "MediaObject"
        page, legal = self.version_id(version), legal_file_address(self._own, version.number)
        yield _said(id=f"{page}#html", type=kind, contentUrl=page, encodingFormat="text/html")
        made = ((f.address, f.kind) for f in version_downloads(self._ctx, self._document, version))
        for address, media in ((legal, LEGAL_MEDIA_TYPE), *made):
            place = f"{self._site}{address}"
            yield _said(id=place, type=kind, contentUrl=place, encodingFormat=media)

    def difference(self, old: Version, new: Version) -> Node:
        """Return the page that compares two versions."""
        address = f"{self._site}{difference_address(self._own, old.number, new.number)}"
        name = self._ctx.t("What changed from version {old} to {new}", old=old.number, new=new.number)
        about = [_ref(self.version_id(v)) for v in (old, new)]
        return _said(
            id=address, type="WebPage", name=f"{self._ctx.name(self._document)}: {name}", url=address,
            inLanguage=self._ctx.t.language, about=about, isPartOf=_ref(self._site),
        )  # fmt: skip

    def _body(self, body: str | None) -> Node:
        """Return a body by its name; which page it has is true of today alone."""
        return _said(id=_node(body), type="Organization", name=self._ctx.corpus.body_name(body)) if body else {}


def _is_adopted(document: Document) -> bool:
    return any(v.is_approved for v in document.versions)


def _node(body: str) -> str:
    """Return what a body is called within the data of one page, and nowhere else."""
    return f"_:{slug(body)}"


def _period(begins: date | None, last: date | None) -> str:
    """Return a period as ISO 8601 writes it, open where it has no end; "" where nobody stated its beginning."""
    return f"{begins.isoformat()}/{_day(last) or '..'}" if begins else ""


def _community_ref(ctx: Context) -> Node:
    return _ref(f"{ctx.corpus.community.address}#helsefellesskapet")


def document_data(ctx: Context, document: Document) -> str:
    """Return what the page of a document says: the work, and the version in force where there is one."""
    words, version = _Words(ctx, document), ctx.in_force(document)
    return _written(words.work(), *([words.today(version)] if version else []))


def version_data(ctx: Context, document: Document, version: Version) -> str:
    """Return what the page of one version says, on the day of the page."""
    words = _Words(ctx, document)
    return _written(words.today(version), words.stub())


def difference_data(ctx: Context, document: Document, old: Version, new: Version) -> str:
    """Return what the page of a difference says, which is the same on any day."""
    words = _Words(ctx, document)
    return _written(words.difference(old, new), words.lasting(new), words.lasting(old), words.stub())


def community_data(ctx: Context) -> str:
    """Return what the start page says: who publishes the site, its parties, and where it can be searched."""
    community = ctx.corpus.community
    site, office = community.address, community.secretariat
    members = [
        _said(
            type="GovernmentOrganization" if party.side is Side.MUNICIPALITY else "Organization",
            name=party.name, url=f"{site}{party_address(party.id)}",
        )
        for party in community.parties
    ]  # fmt: skip
    contact = _said(type="ContactPoint", name=office.name, email=office.email) if office else {}
    search: Node = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{site}sok/?sok={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    return _written(
        _said(
            id=f"{site}#helsefellesskapet", type="Organization", name=community.name, url=site,
            alternateName=community.short_name, member=members, contactPoint=contact,
        ),
        _said(
            id=site, type="WebSite", name=community.name, url=site, inLanguage=ctx.t.language,
            publisher=_community_ref(ctx), potentialAction=search,
        ),
    )  # fmt: skip
