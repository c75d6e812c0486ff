"""The page that shows every component in every state; the browser tests run on it too."""

from dataclasses import replace

from markupsafe import Markup

from avtaleverk.pages.context import Context
from avtaleverk.pages.difference_pages import contents
from avtaleverk.pages.organisation.adoption_pages import legend_states, sample_segments
from avtaleverk.pages.organisation.deadline_views import sample_states
from avtaleverk.pages.status_words import StatusView
from avtaleverk.pages.style.cases import sample_case, sample_marks
from avtaleverk.pages.style.chart import sample_charts, sample_seats
from avtaleverk.pages.style.downloads import sample_downloads
from avtaleverk.pages.style.handbook import sample_instructions
from avtaleverk.pages.style.linking import sample_badges, sample_cards
from avtaleverk.pages.style.rules import sample_rules
from avtaleverk.pages.style.search import sample_search
from avtaleverk.pages.style.structures import sample_rows
from avtaleverk.pages.style.timeline import sample_entries, sample_pictures
from avtaleverk.pages.style.year import sample_wheels
from avtaleverk.pages.text_html import text_html
from avtaleverk.redline.frame import legend

_EXAMPLE = """Et punkt begynner med et ledd. Det kan vise til helse- og omsorgstjenesteloven § 6-1.

- et strekpunkt
- et strekpunkt til
    - og ett under det

a) en bokstav
b) en bokstav til

| Nivå | Organ |
|---|---|
| 1 | Partnerskapsmøtet |
| 2 | Strategisk samarbeidsutvalg |

> Et sitat fra en annen tekst.
"""


def _states(ctx: Context) -> list[StatusView]:
    words = (("gjeldende", "In force"), ("forslag", "On hearing"), ("historisk", "Replaced"), ("utlopt", "Expired"))
    return [StatusView(tone, ctx.t(word), "") for tone, word in words]


_BEFORE = """## 1 Melding

Sykehuset sender melding innen 24 timer.

## 2 Faks

Meldingen kan sendes på faks.

## 3 Svar

Kommunen svarer samme dag. Svaret står i journalen.
"""
_AFTER = """## 1 Melding

Sykehuset sender melding innen 12 timer.

## 2 Svar

Kommunen svarer samme dag. Svaret står i journalen.

## 3 Legemidler

Pasienten får med seg en oppdatert liste.
"""


def _difference(ctx: Context) -> dict[str, object]:
    """Return a small difference with every mark that the marked contents know."""
    facts, marked = ctx.comparisons.facts(_BEFORE, _AFTER), ctx.comparisons.marked(_BEFORE, _AFTER)
    return {
        "overview": Markup(marked.overview),  # noqa: S704 - the redline's own HTML, escaped and checked
        "legend": Markup(legend(ctx.comparisons.language)),  # noqa: S704 - fixed words
        "marked": Markup("".join(marked.rows).replace(' id="pkt', ' id="rm-pkt').replace(' id="gammel-pkt', ' id="rm-gammel-pkt')),  # noqa: S704 - the same
        "changed": [replace(e, anchor=f"rm-{e.anchor}") for e in contents(facts)],
    }  # fmt: skip


def style_html(ctx: Context) -> str:
    """Return the style page."""
    text = ctx.texts.of(
        "## 1 Punkt med nummer\n\n" + _EXAMPLE + "\n### 1.1 Punkt under\n\nEt ledd.\n\n#### Uten nummer\n\nEt ledd."
    )

    return ctx.render(
        "stil.html",
        "om/stil/",
        states=_states(ctx),
        text=text_html(ctx, text, "om/stil/"),
        contents=text.clauses,
        built=ctx.t.long_date(ctx.day),
        pictures=sample_pictures(ctx),
        entries=sample_entries(ctx, "om/stil/"),
        difference=_difference(ctx),
        case=sample_case(ctx),
        case_marks=sample_marks(ctx),
        adoption=sample_segments(),
        adoption_states=legend_states(ctx),
        deadline_states=sample_states(ctx),
        seats=sample_seats(ctx),
        rules=sample_rules(ctx),
        charts=sample_charts(ctx, "om/stil/"),
        wheels=sample_wheels(ctx),
        before_and_after=sample_rows(ctx),
        search=sample_search(ctx),
        cards=sample_cards(ctx),
        badges=sample_badges(ctx),
        files=sample_downloads(ctx),
        instructions=sample_instructions(ctx),
    )
