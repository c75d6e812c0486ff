"""The page of two structures compared: in a few words, in the chart, body by body, and as a red-marked text."""

from markupsafe import Markup

from avtaleverk.model.addresses import STRUCTURE_HISTORY, structure_address, structure_difference_address
from avtaleverk.model.structure import Structure
from avtaleverk.organisation.structures.text import structure_text
from avtaleverk.pages.context import Context
from avtaleverk.pages.difference_pages import contents
from avtaleverk.pages.organisation.chart import chart_html
from avtaleverk.pages.organisation.structure_pages import status_of
from avtaleverk.pages.organisation.structure_views import Comparison, Telling
from avtaleverk.pages.organisation.structure_words import StructureWords, structure_name, within
from avtaleverk.redline.frame import legend, views

# What the columns of before and after are called.
_COLUMNS = {
    Telling.HAPPENED: ("Before", "Now"),
    Telling.PROPOSED: ("Before", "In the proposal"),
    Telling.CAME: ("In the proposal", "In the structure"),
    Telling.BESIDE: ("The older one", "The newer one"),
}


def text_of(ctx: Context, structure: Structure) -> str:
    """Return a structure as the Markdown text that is red-marked."""
    return structure_text(structure, StructureWords(ctx, structure))


def structure_difference_title(ctx: Context, old: Structure, new: Structure) -> str:
    """Return the title of the page."""
    return ctx.t("{old} and {new}", old=structure_name(ctx, old), new=within(structure_name(ctx, new)))


def structure_difference_html(ctx: Context, old: Structure, new: Structure) -> str:
    """Return the page of the difference between two structures, the older one first.

    Raises RedlineError where the marked text does not give back both structures.
    """
    page = structure_difference_address(old.id, new.id)
    comparison = Comparison(ctx, old, new)
    texts = text_of(ctx, old), text_of(ctx, new)
    facts, marked = ctx.comparisons.facts(*texts), ctx.comparisons.marked(*texts)
    language = ctx.comparisons.language
    before, after = _COLUMNS[comparison.telling]
    return ctx.render(
        "strukturendring.html",
        page,
        title=structure_difference_title(ctx, old, new),
        is_proposal=new.proposal is not None,
        sides=[(structure_name(ctx, s), structure_address(s.id), status_of(ctx, s), s.note or "") for s in (old, new)],
        history=STRUCTURE_HISTORY,
        brief=comparison.brief(),
        columns=(ctx.t(before), ctx.t(after)),
        whole=comparison.whole(),
        changes=comparison.views(),
        chart=chart_html(ctx, new, page, marks=comparison.marks(), gone=comparison.gone()),
        overview=Markup(marked.overview),  # noqa: S704 - the redline's own HTML, escaped and checked
        views=Markup(views(language)),  # noqa: S704 - fixed words
        legend=Markup(legend(language)),  # noqa: S704 - fixed words
        text=Markup("".join(marked.rows)),  # noqa: S704 - the redline's own HTML, escaped and checked
        contents=contents(facts),
        is_real=facts.is_real,
    )
