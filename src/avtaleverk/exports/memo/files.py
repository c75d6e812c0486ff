"""A memo as a file, with the marked text attached in the same file."""

from markupsafe import Markup

from avtaleverk.exports.docx import Cover, Pictures, docx_of
from avtaleverk.exports.memo.memo import Memo
from avtaleverk.exports.pdf.clean import clean_html
from avtaleverk.exports.pdf.marked import changes_of, marked_html
from avtaleverk.exports.pdf.papers import subtitle
from avtaleverk.exports.pdf.sheet import Sheet, rendered
from avtaleverk.pages.context import Context
from avtaleverk.text import render

# Before the ids of the memo, so that they are never those of the attached text.
_PREFIX = "notat-"


def memo_docx(ctx: Context, memo: Memo, pictures: Pictures | None = None) -> bytes:
    """Return a memo as a Word file; the marks of the attached text are true tracked changes.

    Raises WordExportError where they would not give back both texts.
    """
    return docx_of(memo.attached, pictures, Cover(memo.paper, ctx.t("Attachment 1: {name}", name=memo.attachment)))


def memo_html(ctx: Context, memo: Memo) -> str:
    """Return a memo and its attachment as HTML made for paper.

    Raises RedlineError where the marks would not give back both texts.
    """
    paper, attached, language = memo.paper, memo.attached, ctx.comparisons.language
    text = render(memo.text)
    if attached.is_marked:
        attached.redline.verify(language=language)
        marked, changes = marked_html(attached, language), changes_of(attached, language)
    else:
        marked, changes = clean_html(attached, ctx.text(attached.version), attached.links), None
    sheet = Sheet(paper.title, paper.community, paper.running_head, attached.address, paper.dated)
    return rendered(
        "notat.html",
        ctx.t,
        sheet,
        memo=paper,
        paper=attached,
        subtitle=subtitle(ctx, attached),
        changes=changes,
        memo_text=Markup(clean_html(paper, text, [""] * len(text.references), _PREFIX)),  # noqa: S704 - escaped where it was made
        text=Markup(marked),  # noqa: S704 - escaped where it was made
        attachment=ctx.t("Attachment 1: {name}", name=memo.attachment),
    )
