"""What the plan holds for those who read laws by program: each version as Akoma Ntoso."""

from collections.abc import Iterator
from functools import partial

from avtaleverk.exports.legal import legal_file, legal_key
from avtaleverk.model.addresses import legal_file_address
from avtaleverk.pages.context import Context
from avtaleverk.site.plan import SiteFile


def legal_files(ctx: Context) -> Iterator[SiteFile]:
    """Yield the file of each version, made when it is asked for."""
    for document in ctx.corpus.all_documents():
        own = ctx.addresses[document.folder]
        for version in document.versions:
            address = legal_file_address(own, version.number)
            make, key = partial(legal_file, ctx, document, version), legal_key(ctx, document, version)
            yield SiteFile(address, make=make, key=key)
