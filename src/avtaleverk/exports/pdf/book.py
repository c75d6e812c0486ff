"""All that is in force, as one book."""

from avtaleverk.pages.context import Context


def book_html(ctx: Context) -> str:
    """Return the texts in force as one file for paper."""
    raise NotImplementedError
