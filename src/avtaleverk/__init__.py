"""avtaleverk: a static site for the agreements and guidelines of a health community.

The packages depend on each other in one direction only::

    model <- text <- corpus <- pages <- site <- engines <- cli, hooks

``model`` holds frozen records, ``text`` turns Markdown into numbered clauses, ``corpus`` reads the
folder, ``pages`` write HTML, ``site`` lists the whole site as data, ``engines`` put it on disk.
"""

__version__ = "0.1.0"
