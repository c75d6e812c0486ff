"""Which files there are: the first address that a program needs to know."""

from avtaleverk.exports.open_data.names import Data, Names
from avtaleverk.model.addresses import LINK_DATA
from avtaleverk.model.open_data import OPEN_DATA, OPENSEARCH, DataKind
from avtaleverk.pages.feeds import feed_of


def index_data(names: Names) -> Data:
    """Return every kind of file, where files of it lie, and what else there is for programs."""
    kinds = [
        {"navn": kind.value, "mal": names.url(kind.template), "skjema": names.schema(kind)}
        for kind in DataKind
        if kind is not DataKind.INDEX
    ]
    return {
        **names.head(DataKind.INDEX),
        "versjon": "v1",
        "forklaring": names.url(OPEN_DATA),
        "slag": kinds,
        "ogsa": {
            "lenker": names.url(LINK_DATA),
            "nettstedskart": names.url("sitemap.xml"),
            "opensearch": names.url(OPENSEARCH),
            "endringsstrom": names.maybe(feed_of(names.ctx)),
        },
    }
