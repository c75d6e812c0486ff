"""The steps, commands and answers of the handbook, as the style page shows them."""

from markupsafe import Markup

from avtaleverk.pages.context import Context
from avtaleverk.pages.handbook.page import instructions_html

_EXAMPLE = """1. Kjør kontrollen:

        avtaleverk sjekk --dato 2026-09-01

2. Skriv dette øverst i fila:

        ---
        versjon: "1.0"
        ---

3. Les svaret.

![](sjekk.svar.txt "Slik svarer kontrollen når noe er feil.")

![Siden til retningslinjen. En blå linje øverst sier at den nye versjonen gjelder.](gjeldende.png "Et bilde leder til seg selv i full størrelse.")
"""


def sample_instructions(ctx: Context) -> Markup:
    """Return a step of each kind, an answer and a picture."""
    return instructions_html(ctx, _EXAMPLE, "om/stil/", "handbok")
