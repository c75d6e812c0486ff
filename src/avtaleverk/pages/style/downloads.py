"""Files to be taken away, as the style page shows them."""

from avtaleverk.model.downloads import FileFormat
from avtaleverk.pages.context import Context
from avtaleverk.pages.downloads import Download, size_words

_SIZES = {FileFormat.WORD: 34_000, FileFormat.PDF: 1_230_000}


def sample_downloads(ctx: Context) -> list[Download]:
    """Return a file of each kind; a link to the page itself leads nowhere else."""
    return [
        Download(f.word, size_words(size), "om/stil/#nedlastinger", f"prove.{f}", f.kind, ctx.t.language)
        for f, size in _SIZES.items()
    ]
