"""One version of a text as a file of Akoma Ntoso."""

import xml.etree.ElementTree as ET
from datetime import date, timedelta

from avtaleverk.exports.legal.body import BodyWriter, plain
from avtaleverk.exports.legal.clauses import nested
from avtaleverk.exports.legal.meta import LegalFacts, meta
from avtaleverk.exports.paper import reference_links
from avtaleverk.model.addresses import slug, version_address
from avtaleverk.model.documents import Document, Outcome, Version
from avtaleverk.model.languages import language_code
from avtaleverk.model.status import effective_from
from avtaleverk.organisation.law import is_external
from avtaleverk.pages.context import Context
from avtaleverk.pages.document_pages import parent_of
from avtaleverk.text.store import code_fingerprint, fingerprint

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def legal_key(ctx: Context, document: Document, version: Version) -> str:
    """Return the key of a file, which costs no reading of the text: equal keys give equal files."""
    places = ctx.once(("akn-addresses",), lambda: repr(sorted(ctx.addresses.items())))
    return fingerprint("akn", code_fingerprint(), repr(_facts(ctx, document, version)), places, version.body)


def legal_file(ctx: Context, document: Document, version: Version) -> bytes:
    """Return one version as Akoma Ntoso: the same bytes for the same text on any day."""
    facts = _facts(ctx, document, version)
    links = list(reference_links(ctx, version, facts.site, lasting=True))
    root = ET.Element("akomaNtoso", xmlns=NAMESPACE)
    text = ET.SubElement(root, "doc", name=facts.kind, contains="singleVersion")
    text.append(meta(facts))
    line = ET.SubElement(ET.SubElement(text, "preface"), "p")
    if facts.number:
        ET.SubElement(line, "docType").text = plain(facts.label)
        line[-1].tail = " "
    ET.SubElement(line, "docTitle").text = plain(facts.title)
    body = BodyWriter(links, facts.work).write(nested(ctx.text(version)))
    text.append(body)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def _facts(ctx: Context, document: Document, version: Version) -> LegalFacts:
    community, own = ctx.corpus.community, ctx.addresses[document.folder]
    site, parent = community.address, parent_of(ctx, document)
    begins, ends = _applies(ctx, document, version)
    actor = slug(community.short_name)
    return LegalFacts(
        kind=document.kind.value,
        name=own.strip("/").replace("/", "-"),
        # The convention has a year where a name would begin with a digit.
        actor=actor if actor[:1].isalpha() else f"helsefellesskap-{actor}".rstrip("-"),
        number=document.number or "",
        version=version.number,
        title=ctx.title(document, version),
        name_of_work=document.title,
        label=ctx.label(document),
        language=language_code(document.language or ctx.t.language),
        community=community.name,
        site=site.rstrip("/"),
        work=f"{site}{own}",
        address=f"{site}{version_address(own, version.number)}",
        first=min((v.approved for v in document.versions if v.approved), default=None),
        decided=version.approved,
        begins=begins,
        repealed=version.repealed,
        ends=ends,
        body=slug(version.approved_by or ""),
        body_name=ctx.corpus.body_name(version.approved_by) if version.approved_by else "",
        parent=f"{site}{ctx.addresses[parent.folder]}" if parent else "",
        parent_name=ctx.name(parent) if parent else "",
        is_external=is_external(ctx.corpus, document),
    )


def _applies(ctx: Context, document: Document, version: Version) -> tuple[date | None, date | None]:
    """Return the first day that a text applies and the first that it does not, as far as its own file says."""
    parties = ctx.parties(document)
    ratified = {r.party for r in version.ratifications or () if r.outcome is Outcome.ADOPTED}
    waits = version.ratifications is not None and not version.signed and not ratified.issuperset(parties)
    begins = effective_from(version, parties) if version.is_approved and not waits else None
    after = version.valid_until + timedelta(days=1) if version.valid_until and version.valid_until < date.max else None
    ends = min((day for day in (version.repealed, after) if day), default=None)
    if begins and ends and ends <= begins:
        return None, None  # it never applied
    return begins, ends
