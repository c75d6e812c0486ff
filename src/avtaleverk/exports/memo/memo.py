"""A memo: as Markdown, as a case paper of the folder, and as what Word and PDF are made from."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from avtaleverk.exports.memo.facts import attachment_name, item_of, meeting_of, memo_facts, missing_parties
from avtaleverk.exports.memo.template import TEMPLATE, filled_in, own_template
from avtaleverk.exports.paper import Paper, difference_paper, version_paper
from avtaleverk.model.documents import Document, Version
from avtaleverk.pages.context import Context
from avtaleverk.redline import compare
from avtaleverk.text.canonical import formatted


@dataclass(frozen=True, slots=True)
class Memo:
    """``text`` is the memo as Markdown, ``paper`` the same with title and facts, ``attached`` the marked text.

    ``attachment`` is what the attached text is called; ``body`` the id of the body that the memo is for, if known.
    """

    text: str
    paper: Paper
    attached: Paper
    attachment: str
    body: str | None


def memo_of(ctx: Context, document: Document, old: Version | None, new: Version, template: str | None = None) -> Memo:
    """Return the memo on a revision, or on a first version where ``old`` is None.

    ``template`` is the community's own. Raises AvtaleverkError where it cannot be filled in.
    """
    attached = difference_paper(ctx, document, old, new) if old else version_paper(ctx, document, new)
    written = own_template(ctx.t.language) if template is None else template
    text = formatted(filled_in(written, memo_facts(ctx, attached), TEMPLATE))
    title = _title(ctx, document, old, new)
    paper = replace(
        attached,
        old=None,
        label=ctx.t("Memo"),
        title=title,
        language=ctx.t.language,
        running_head=f"{ctx.t('Memo')} · {title}",
        facts=tuple((name, words) for name, words in _facts(ctx, document, new) if words),
        log=(),
        links=(),
        redline=compare(text, text),
    )
    return Memo(text, paper, attached, attachment_name(ctx, attached), _body(ctx, document, new))


def _title(ctx: Context, document: Document, old: Version | None, new: Version) -> str:
    name = ctx.name(document)
    if old is None:
        return ctx.t("New text: {name}", name=name)
    if new.is_approved:
        return ctx.t("Changes in {name}", name=name)
    return ctx.t("Proposed changes in {name}", name=name)


def _body(ctx: Context, document: Document, version: Version) -> str | None:
    """Return the body that has the version before it: that of the meeting, else the one that approves such texts."""
    if meeting := meeting_of(ctx, version):
        return meeting.body
    rule = ctx.corpus.rule_for(document)
    return rule.body if rule else None


def _facts(ctx: Context, document: Document, version: Version) -> Iterator[tuple[str, str]]:
    """Yield what stands at the top of a memo; a meeting or a case that nobody has named is «ikke oppgitt».

    What a body has approved goes to the parties that are left, whose meetings the folder does not know.
    """
    t, meeting = ctx.t, meeting_of(ctx, version)
    parties = missing_parties(ctx, document, version) if version.is_approved else []
    if parties:
        meeting = None
    item = item_of(meeting, document, version) if meeting else None
    body = _body(ctx, document, version)
    secretariat = ctx.corpus.community.secretariat
    yield t("To"), ", ".join(parties) or (ctx.corpus.body_name(body) if body else t("not stated"))
    yield t("Meeting"), t.long_date(meeting.held if meeting else None)
    yield t("Case"), (item.number if item else None) or t("not stated")
    yield t("From"), secretariat.name if secretariat else t("not stated")
    yield t("Concerns"), ctx.name(document)
    yield t("Version"), version.number


def case_paper(memo: Memo) -> str:
    """Return a memo as a case paper of the folder; the date is left for the editor to fill in."""
    version = memo.attached.version
    lines = [
        "type: notat",
        f"tittel: {json.dumps(memo.paper.title, ensure_ascii=False)}",
        *([f"organ: {memo.body}"] if memo.body else []),
        "# dato: ÅÅÅÅ-MM-DD",
        f"gjelder: [{json.dumps(memo.attached.document.folder, ensure_ascii=False)}]",
        f"versjon: {json.dumps(version.number)}",
    ]
    return "\n".join(["---", *lines, "---", "", memo.text])
