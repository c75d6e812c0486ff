"""The way in: from a Word file and others to a proposal in the folder, and a report of what was read.

* files: every kind of file that may be handed over; ``odt`` and ``pdf`` read theirs, ``word`` those of Word.
* pandoc, blocks, inlines, lists, tables, links, gathering: pandoc's tree as the elements that our Markdown knows.
* clauses, numbered: headings as the corpus has them.
* own_frame: what avtaleverk itself set around a text, where a program has lost the marks that say so.
* one_text, imported: one text as canonical Markdown, with what must be said of it.
* matching, against, importing, proposal: which document it is, what it builds on and changes, which files it becomes.
* report: what was read, left out and unsure, and what changes.
"""
