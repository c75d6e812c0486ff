"""Markdown as clauses: one rendering that the page, the checks and every later comparison share."""

from avtaleverk.text.render import TextError, render
from avtaleverk.text.store import TextStore

__all__ = ["TextError", "TextStore", "render"]
