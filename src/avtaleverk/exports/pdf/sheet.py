"""What every file for paper has around its text: head, style, and the templates that all of it is made with.

The files ask for nothing from elsewhere: ``engines.pdf`` has the fonts, and gets pictures by the scheme below.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from avtaleverk.pages.catalogue import Catalogue

# Before the path of a picture below the root of the folder.
PICTURE = "bilde:"
_DAY = re.compile(r"(\b\d{1,2}\.) (?=[a-z])")
_TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file is as a whole; ``foot`` stands at the bottom of every page, ``dated`` is the day of its text."""

    title: str
    author: str
    subject: str
    foot: str
    dated: date | None


@lru_cache(maxsize=1)
def _templates() -> Environment:
    env = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    env.filters["samlet"] = together
    return env


def together(words: str) -> str:
    """Return words in which no line ends between the day and its month."""
    return _DAY.sub("\\1\u00a0", words)


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """Return the style for paper."""
    return (files("avtaleverk.exports.pdf") / "papir.css").read_text("utf-8")


def rendered(template: str, t: Catalogue, sheet: Sheet, **values: object) -> str:
    """Return a template filled in as a whole file."""
    style = Markup(stylesheet())  # noqa: S704 - our own
    return _templates().get_template(template).render(t=t, sheet=sheet, style=style, **values)
