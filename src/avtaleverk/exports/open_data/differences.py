"""What one version changed in another, as data: the redline itself, and each point under its old and its new name."""

from avtaleverk.exports.open_data.names import Data, Names, written
from avtaleverk.model.addresses import difference_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.open_data import DataKind
from avtaleverk.model.text import Clause
from avtaleverk.pages.downloads import difference_downloads
from avtaleverk.redline import Point


def difference_file(names: Names, document: Document, old: Version, new: Version) -> bytes:
    """Return the file of a difference, the older version first. Raises RedlineError where it does not hold.

    The redline is kept as JSON, so it is put at the end as it is: to read it and write it again takes twice the time.
    """
    facts = written(_facts(names, document, old, new)).removesuffix(b"}\n")
    return facts + b',"rodmerking":' + names.ctx.comparisons.data(old.body, new.body).encode() + b"}\n"


def _facts(names: Names, document: Document, old: Version, new: Version) -> Data:
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
