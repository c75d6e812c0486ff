"""The letter that goes with a packet, as Markdown and as a paper that Word and PDF are made from."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from avtaleverk.exports.memo.template import filled_in
from avtaleverk.exports.packet.facts import Sending
from avtaleverk.exports.paper import Paper, version_paper
from avtaleverk.organisation.adoption import Cell
from avtaleverk.pages.organisation.adoption_pages import word_of
from avtaleverk.pages.organisation.annual_report import plain
from avtaleverk.redline import compare
from avtaleverk.text.canonical import formatted

_OWN = Path(__file__).resolve().parent / "maler"


def letter_text(sending: Sending, files: Mapping[str, Sending | None]) -> str:
    """Return the letter as Markdown; ``files`` have the text that is in each. What nobody has stated is «ikke oppgitt»."""
    language = "nn" if sending.ctx.t.language == "nn" else "nb"
    name = f"brev.{language}.md"
    return formatted(filled_in((_OWN / name).read_text("utf-8"), _facts(sending, files), name))


def letter_file(paper: Paper, text: str) -> bytes:
    """Return the letter as a Markdown file that can be read alone."""
    head = [f"# {plain(paper.title)}", "", *(f"- {name}: {plain(words)}" for name, words in paper.facts)]
    return "\n".join([*head, "", text]).encode()


def _facts(sending: Sending, files: Mapping[str, Sending | None]) -> Mapping[str, object]:
    ctx, version, t = sending.ctx, sending.version, sending.ctx.t
    row, office = sending.row, ctx.corpus.community.secretariat
    sender = ", ".join(filter(None, [office.name, office.email])) if office else ""
    return {
        "fellesskap": plain(ctx.corpus.community.name),
        "navn": plain(ctx.name(sending.document) if sending.document.number else sending.title),
        "versjon": version.number,
        "organ": plain(ctx.corpus.body_name(version.approved_by)) if version.approved_by else "",
        "godkjent": t.long_date(version.approved) if version.approved else "",
        "signert": t.long_date(version.signed) if version.signed else "",
        "frist": t.long_date(sending.due) if sending.due else "",
        "parter": [_party(sending, cell) for cell in row.cells]
        if row and sending.is_stated and not _all_signed(sending)
        else [],
        "mangler": [plain(party.name) for party in sending.missing],
        "vedlegg": [plain(_named(a)) for a in sending.attachments],
        "filer": [{"navn": f"`{name}`", "hva": plain(_what(sending, name, text))} for name, text in files.items()],
        "adresse": f"<{sending.address}>",
        "avsender": plain(sender),
    }


def _all_signed(sending: Sending) -> bool:
    """Say whether all that is known of the parties is that they have signed."""
    return sending.version.ratifications is None and sending.version.signed is not None


def _party(sending: Sending, cell: Cell) -> Mapping[str, str]:
    t = sending.ctx.t
    return {
        "navn": plain(cell.party.name),
        "utfall": word_of(sending.ctx, cell.state),
        "organ": plain(cell.body or t("not stated")),
        "dato": t.long_date(cell.decided),
        "sak": plain(cell.case or t("not stated")),
    }


def _named(attachment: Sending) -> str:
    ctx = attachment.ctx
    return f"{ctx.name(attachment.document)}, {ctx.t('version {number}', number=attachment.version.number)}"


def _what(sending: Sending, name: str, text: Sending | None) -> str:
    """Return what a file of the packet is; ``text`` is what it holds."""
    t, ending = sending.ctx.t, name.rpartition(".")[2]
    kinds = {"pdf": t("the text as PDF for the archive"), "docx": t("the text as a Word file"), "xml": t("who approved and adopted the text, for programs (XML)"), "json": t("who approved and adopted the text, for programs (JSON)")}  # fmt: skip
    what = kinds.get(ending, t("the checksums of the files"))
    return f"{_named(text)}: {what}" if text and text.document is not sending.document else what


def letter_paper(sending: Sending, text: str) -> Paper:
    """Return the letter as a paper with its title and facts."""
    ctx, t = sending.ctx, sending.ctx.t
    version = replace(sending.version, body=text)
    title = t("Copy of {name}", name=sending.title)
    office = ctx.corpus.community.secretariat
    facts = [
        (t("To"), "Helsedirektoratet"),
        (t("From"), office.name if office else ctx.corpus.community.name),
        (t("Date"), t.long_date(sending.day)),
        (t("Concerns"), f"{sending.title}, {t('version {number}', number=sending.version.number)}"),
    ]
    references = ctx.text(version).references
    return replace(
        version_paper(ctx, sending.document, sending.version, lasting=True),
        version=version,
        label=t("Letter"),
        title=title,
        language=t.language,
        running_head=f"{t('Letter')} · {title}",
        facts=tuple(facts),
        notice="",
        log=(),
        references=references,
        links=tuple(reference.law for reference in references),
        redline=compare(text, text),
        dated=sending.day,
    )
