"""Texts as Akoma Ntoso 3.0, the form in which parliaments and courts exchange theirs.

``clauses`` reads the page of a text as nested clauses, ``body`` writes them, ``meta`` what is known about the text, and
``file`` puts the two together. An ``eId`` is the anchor that the clause has on the page.
"""

from avtaleverk.exports.legal.file import legal_file, legal_key

__all__ = ["legal_file", "legal_key"]
