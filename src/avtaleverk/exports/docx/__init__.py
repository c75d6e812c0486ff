"""Texts as Word files: the clean text in the form of a case paper, or the marks between two as true tracked changes.

* units: the marked tree as the flat row of paragraphs and tables that Word knows.
* looks, lists: what a block stands in, told by style, indent and numbering.
* spans, inline, paragraphs, tables, body: words, paragraphs, rows and cells with their marks.
* cover: the memo that a text is attached to.
* frame, styles, numbering, parts: title, facts, list of changes, version log; how all of it looks.
* reading, check: the file read back and held against both texts, by a path that knows nothing of the writer.
"""

from avtaleverk.exports.docx.check import WordExportError
from avtaleverk.exports.docx.cover import Cover
from avtaleverk.exports.docx.file import docx_of
from avtaleverk.exports.docx.links import Pictures

__all__ = ["Cover", "Pictures", "WordExportError", "docx_of"]
