"""A document, a version of it, and the corpus, as data."""

from datetime import date

from avtaleverk.exports.open_data.names import Data, Names, is_proposal, iso
from avtaleverk.exports.open_data.text_links import absolute_html
from avtaleverk.exports.open_data.text_points import points_of
from avtaleverk.history.lock_file import digest_of, lockable
from avtaleverk.history.pairs import difference_pairs
from avtaleverk.model.addresses import difference_address, feed_address, history_address, slug, version_address
from avtaleverk.model.documents import Document, Hearing, Ratification, Version
from avtaleverk.model.open_data import DataKind
from avtaleverk.model.status import Status, standing, turning_days
from avtaleverk.pages.document_pages import parent_of
from avtaleverk.pages.downloads import current_downloads, version_downloads
from avtaleverk.pages.feeds import feed_of


def document_data(names: Names, document: Document) -> Data:
    """Return all that is known of a document, and where its texts are."""
    ctx, own = names.ctx, names.own(document)
    current = ctx.in_force(document)
    return {
        **names.head(DataKind.DOCUMENT, dokument=own),
        **_facts(names, document),
        "kort_fortalt": document.summary or None,
        "gjeldende": names.version(document, current) if current else None,
        "gjeldende_filer": names.current_files(document, current_downloads(ctx, document)) if current else [],
        "historikk": names.url(history_address(own)),
        "endringsstrom": names.url(feed_address(own)) if feed_of(ctx, document) else None,
        "versjoner": [version_facts(names, document, v) for v in document.versions],
        "endringer": [_difference(names, document, old, new) for old, new in differences(names, document)],
        "punkter": [
            {"id": c.id, "nummer": c.number or None, "tittel": c.title or None, "lenke": names.url(f"{own}#{c.id}")}
            for c in (ctx.text(current).clauses if current else ())
        ],
    }


def differences(names: Names, document: Document) -> tuple[tuple[Version, Version], ...]:
    """Return the pairs of versions that are compared."""
    return difference_pairs(document, names.ctx.in_force(document))


def _difference(names: Names, document: Document, old: Version, new: Version) -> Data:
    own, pair = names.own(document), {"fra": old.number, "til": new.number}
    return {
        **pair,
        "forslag": any(is_proposal(v, names.ctx.standing(document, v).status) for v in (old, new)),
        "side": names.url(difference_address(own, old.number, new.number)),
        "data": names.data(DataKind.DIFFERENCE, dokument=own, **pair),
    }


def _facts(names: Names, document: Document) -> Data:
    """Return what the front matter of a document says, under the same names."""
    rule = names.ctx.corpus.rule_for(document)
    approving = document.approved_by or ((rule.body,) if rule else ())
    return {
        **names.document(document),
        "kildefil": document.source.path,
        "sprak": document.language or names.ctx.corpus.community.language,
        "horer_til": _parent(names, document),
        "vedlegg": [names.document(a) for a in document.attachments],
        "eier": names.body(document.owner),
        "godkjennes_av": [names.body(body) for body in approving],
        "lovkrav": list(document.legal_demands),
        "dekker": [{"lovkrav": c.demand, "punkter": list(c.clauses)} for c in document.coverage],
        "tema": list(document.themes),
        "pasientgrupper": list(document.patient_groups),
        "malgruppe": list(document.audience),
        "tidligere_adresser": list(document.former_addresses),
    }


def _parent(names: Names, document: Document) -> Data | None:
    parent = parent_of(names.ctx, document)
    return names.document(parent) if parent else None


def version_facts(names: Names, document: Document, version: Version) -> Data:
    """Return what the front matter of a version says, under the same names, with what follows from it."""
    ctx = names.ctx
    return {
        **names.version(document, version),
        "statuser": _statuses(names, document, version),
        "tittel": ctx.title(document, version),
        "godkjent_av": names.body(version.approved_by),
        "godkjent": iso(version.approved),
        "gjelder_fra": iso(version.valid_from),
        "gjelder_til": iso(version.valid_until),
        "opphevet": iso(version.repealed),
        "oppsagt": iso(version.terminated),
        "sak": names.case(version.case),
        "mote": _meeting(names, version.meeting),
        "endringer": version.changes,
        "endrede_punkter": list(version.changed_clauses),
        "endringstype": version.change_kind.value if version.change_kind else None,
        "horing": _hearing(version.hearing) if version.hearing else None,
        "tilslutning": None if version.ratifications is None else [_adopted(names, r) for r in version.ratifications],
        "signert": iso(version.signed),
        "sendt_helsedirektoratet": iso(version.sent_to_directorate),
        "sist_gjennomgatt": iso(version.last_reviewed),
        "kildefil": version.source.path,
        "kontrollsum": digest_of(lockable(version.body)),
        "filer": names.version_files(document, version, version_downloads(ctx, document, version)),
    }


def _meeting(names: Names, meeting: str | None) -> Data | None:
    if not meeting:
        return None
    is_known = names.ctx.corpus.meeting(meeting) is not None
    return {"id": meeting, "data": names.data(DataKind.MEETING, mote=slug(meeting)) if is_known else None}


def _hearing(hearing: Hearing) -> Data:
    return {
        "fra": iso(hearing.opens),
        "frist": iso(hearing.closes),
        "svar_til": hearing.reply_to,
        "tidligere_frister": [day.isoformat() for day in hearing.earlier_deadlines],
    }


def _adopted(names: Names, given: Ratification) -> Data:
    return {
        "part": names.party(given.party),
        "organ": given.body,
        "dato": iso(given.decided),
        "sak": given.case,
        "utfall": given.outcome.value,
    }


def _statuses(names: Names, document: Document, version: Version) -> list[Data]:
    """Return what a version is from which day on, as far as the files foretell; the first has no day.

    With it a program knows the status on any day, without the site being built on it.
    """
    parties = names.ctx.parties(document)
    first = standing(version, document, parties, date.min).status
    found = [_from(None, version, first)]
    for day in sorted(turning_days(document)):
        now = standing(version, document, parties, day).status
        if now.value != found[-1]["status"]:
            found.append(_from(day, version, now))
    return found


def _from(day: date | None, version: Version, status: Status) -> Data:
    return {"fra": iso(day), "status": status.value, "forslag": is_proposal(version, status)}


def version_data(names: Names, document: Document, version: Version) -> Data:
    """Return one version: its facts, and its text as Markdown, as HTML, and point by point."""
    own, text = names.own(document), names.ctx.text(version)
    page = names.url(version_address(own, version.number))
    return {
        **names.head(DataKind.VERSION, dokument=own, versjon=version.number),
        "dokument": names.document(document),
        **version_facts(names, document, version),
        "sprak": document.language or names.ctx.corpus.community.language,
        "ord": text.words,
        "tekst": {"markdown": version.body, "html": absolute_html(names.ctx, document, version)},
        "punkter": points_of(text, page),
    }


def corpus_data(names: Names) -> Data:
    """Return the community and every document with what is in force: where a program begins."""
    ctx = names.ctx
    community = ctx.corpus.community
    office = community.secretariat
    return {
        **names.head(DataKind.CORPUS),
        "dag": ctx.day.isoformat(),
        "fellesskap": {
            "navn": community.name,
            "kortnavn": community.short_name,
            "nettadresse": community.address,
            "sprak": community.language,
            "sekretariat": {"navn": office.name, "epost": office.email} if office else None,
            "parter": [{"id": p.id, "navn": p.name, "side": p.side.value} for p in community.parties],
        },
        "dokumenter": [_listed(names, d) for d in ctx.corpus.all_documents()],
    }


def _listed(names: Names, document: Document) -> Data:
    current = names.ctx.in_force(document)
    return {
        **names.document(document),
        "horer_til": _parent(names, document),
        "eier": names.body(document.owner),
        "gjeldende": names.version(document, current) if current else None,
        "versjoner": [names.version(document, v) for v in document.versions],
    }
