"""A version, or the difference between two, as one file for paper."""

from markupsafe import Markup

from avtaleverk.exports.paper import Paper
from avtaleverk.exports.pdf.clean import clean_html
from avtaleverk.exports.pdf.marked import changes_of, marked_html
from avtaleverk.exports.pdf.sheet import Sheet, rendered
from avtaleverk.pages.context import Context


def html_of(ctx: Context, paper: Paper) -> str:
    """Return a text as HTML made for paper: title, facts, the text with its marks, version log.

    Raises RedlineError where the marks would not give back both texts.
    """
    language = ctx.comparisons.language
    if paper.is_marked:
        paper.redline.verify(language=language)
        text, changes = marked_html(paper, language), changes_of(paper, language)
    else:
        text, changes = clean_html(paper, ctx.text(paper.version), paper.links), None
    return rendered(
        "tekst.html",
        ctx.t,
        sheet_of(ctx, paper),
        paper=paper,
        subtitle=subtitle(ctx, paper),
        changes=changes,
        text=Markup(text),  # noqa: S704 - escaped where it was made
    )


def sheet_of(ctx: Context, paper: Paper) -> Sheet:
    """Return what the file of a text is as a whole."""
    title = f"{paper.label} {paper.title}" if paper.document.number else paper.title
    name = f"{title} – {subtitle(ctx, paper)}"
    return Sheet(name, paper.community, paper.running_head, paper.address, paper.dated)


def subtitle(ctx: Context, paper: Paper) -> str:
    """Return which version it is, or between which two the marks lead."""
    if paper.old:
        return ctx.t("Changes from version {old} to version {new}", old=paper.old.number, new=paper.number)
    return ctx.t("Version {number}", number=paper.number)
