"""Markdown as clauses: one rendering that the page, the checks and every later comparison share."""

from avtaleverk.text.render import render
from avtaleverk.text.store import TextStore
from avtaleverk.text.tree import TextError

__all__ = ["TextError", "TextStore", "render"]
