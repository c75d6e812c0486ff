"""Texts as HTML made for paper: a version, a red-marked version, and all that is in force as one book."""

from avtaleverk.exports.pdf.book import book_html
from avtaleverk.exports.pdf.papers import html_of

__all__ = ["book_html", "html_of"]
