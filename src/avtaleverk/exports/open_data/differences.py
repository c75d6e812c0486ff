"""What one version changed in another, as data: the redline itself, and each point under its old and its new name."""

import json

from avtaleverk.exports.open_data.names import Data, Names
from avtaleverk.model.addresses import difference_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.open_data import DataKind
from avtaleverk.model.text import Clause
from avtaleverk.pages.downloads import difference_downloads
from avtaleverk.redline import Point


def difference_data(names: Names, document: Document, old: Version, new: Version) -> Data:
    """Return the difference of two versions, the older one first. Raises RedlineError where it does not hold."""
    ctx, own = names.ctx, names.own(document)
    versions = [names.version(document, v) for v in (old, new)]
    page = difference_address(own, old.number, new.number)
    return {
        **names.head(DataKind.DIFFERENCE, dokument=own, fra=old.number, til=new.number),
        "dokument": names.document(document),
        "navn": f"{old.number}-til-{new.number}",
        "spenn": f"{old.number}..{new.number}",
        "forslag": any(v["forslag"] for v in versions),
        "fra": versions[0],
        "til": versions[1],
        "side": names.url(page),
        "filer": names.files(difference_downloads(ctx, document, old, new)),
        "punkter": [_point(point, names.url(page)) for point in ctx.facts(old, new).points],
        "rodmerking": json.loads(ctx.comparisons.data(old.body, new.body)),
    }


def _point(point: Point, page: str) -> Data:
    return {
        "gammelt": _name(point.old),
        "nytt": _name(point.new),
        "hva": point.state.value,
        "endret": point.is_edited,
        "merke": f"{page}#endring-{point.change}" if point.change else None,
    }


def _name(clause: Clause | None) -> Data | None:
    """Return a point by its anchor, its number and its title; what stands before all headings has none of the last."""
    if clause is None:
        return None
    return {"id": clause.id, "nummer": clause.number or None, "tittel": clause.title or None}
