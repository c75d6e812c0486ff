"""Interface texts in bokmål and nynorsk, from the gettext catalogues in ``locale/``."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from babel.dates import format_date
from babel.messages.pofile import read_po

from avtaleverk.model.partial_date import PartialDate

LANGUAGES = ("nb", "nn")
_FOLDER = Path(__file__).resolve().parent.parent / "locale"


@lru_cache(maxsize=len(LANGUAGES))
def messages(language: str) -> dict[str, str]:
    """Return the translations of one language by their English message ids."""
    with (_FOLDER / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    return {m.id: m.string for m in catalogue if isinstance(m.id, str) and m.id and isinstance(m.string, str)}


class Catalogue:
    """Speaks one language: texts by their English ids, and dates as Norwegians write them."""

    def __init__(self, language: str) -> None:
        """Choose the language, ``nb`` or ``nn``."""
        self.language = language
        self._messages = messages(language)

    def __call__(self, message: str, /, **values: object) -> str:
        """Return a text with its ``{values}`` filled in."""
        return self._messages[message].format(**values) if values else self._messages[message]

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Return the singular or the plural, with ``{n}`` filled in."""
        return self(one if n == 1 else many, n=n, **values)

    def days_left(self, days: int) -> str:
        """Return how long there is to a deadline, the day itself included: «12 dager igjen», «siste dag er i dag»."""
        return self.count("{n} day left", "{n} days left", days) if days else self("the last day is today")

    def long_date(self, day: date | None) -> str:
        """Return a date as in running text, ``26. september 2024``; *ikke oppgitt* for none."""
        return format_date(day, "d. MMMM y", locale=self.language) if day else self("not stated")

    def moment(self, moment: PartialDate | None) -> str:
        """Return a date as exactly as it is known: «26. september 2024», «februar 2021», «2022»."""
        if moment is None or moment.exact:
            return self.long_date(moment.exact if moment else None)
        return format_date(moment.first, "MMMM y" if moment.month else "y", locale=self.language)

    def short_date(self, day: date | None) -> str:
        """Return a date as in tables, ``26.09.2024``; *ikke oppgitt* for none."""
        return format_date(day, "dd.MM.y", locale=self.language) if day else self("not stated")

    def numeric_date(self, day: date) -> str:
        """Return a date as in a citation, ``26.9.2024``."""
        return format_date(day, "d.M.y", locale=self.language)

    def weekday(self, day: date) -> str:
        """Return a date with its day of the week and without the year, ``torsdag 26. november``."""
        return format_date(day, "EEEE d. MMMM", locale=self.language)

    def month(self, month: int, *, short: bool = False) -> str:
        """Return the name of a month, ``november``; short as in the figures of a year, ``nov.``."""
        return format_date(date(2000, month, 1), "LLL" if short else "LLLL", locale=self.language)

    def listed(self, items: list[str]) -> str:
        """Return words as an enumeration: «a, b og c»."""
        return items[0] if len(items) == 1 else self("{list} and {last}", list=", ".join(items[:-1]), last=items[-1])
