"""The JSON Schema of every kind of file, whole: what is there, in which order, and that there is nothing else."""

from avtaleverk.exports.open_data import schemas_organisation as organisation
from avtaleverk.exports.open_data import schemas_texts as texts
from avtaleverk.exports.open_data.names import Names
from avtaleverk.exports.open_data.parts import head
from avtaleverk.exports.open_data.shapes import DRAFT, Schema, record
from avtaleverk.model.open_data import DataKind

_FIELDS = {
    DataKind.INDEX: ("Oversikt over de åpne dataene", organisation.index),
    DataKind.CORPUS: ("Helsefellesskapet og alle dokumentene", texts.corpus),
    DataKind.DOCUMENT: ("Et dokument", texts.document),
    DataKind.VERSION: ("En versjon av et dokument", texts.version),
    DataKind.BODIES: ("Organene", organisation.bodies),
    DataKind.BODY: ("Et organ", organisation.one_body),
    DataKind.MEETINGS: ("Møtene", organisation.meetings),
    DataKind.MEETING: ("Et møte", organisation.meeting),
    DataKind.PAPERS: ("Sakene", organisation.papers),
    DataKind.HEARINGS: ("Høringene", organisation.hearings),
    DataKind.ADOPTION: ("Tilslutningen", organisation.adoption),
    DataKind.LAW: ("Lovkravene", organisation.law),
    DataKind.GLOSSARY: ("Ordlisten", organisation.glossary),
}


def open_data_schema(names: Names, kind: DataKind) -> Schema:
    """Return the schema of one kind; it is known by the address where it is fetched."""
    own = names.schema(kind)
    if kind is DataKind.DIFFERENCE:
        fields, definitions = texts.difference()
        return _whole(own, "Endringene mellom to versjoner", head(own) | fields) | {"$defs": definitions}
    title, made = _FIELDS[kind]
    return _whole(own, title, head(own) | made())


def _whole(own: str, title: str, fields: dict[str, Schema]) -> Schema:
    return {"$schema": DRAFT, "$id": own, "title": title, **record(fields)}
