"""The page that shows every component in every state; the browser tests run on it too."""

from avtaleverk.pages.context import Context
from avtaleverk.pages.status_words import StatusView
from avtaleverk.pages.text_html import text_html

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
        sides=["kommune", "helseforetak", "begge", "fastlege", "bruker", "tillitsvalgt", "observator"],
    )
