"""What an Akoma Ntoso file says about its text: which work, which version, whose decision, and what happened when.

It says nothing that is true of today alone, so that the file of a version stays as it is. Its identifiers follow the
naming convention of Akoma Ntoso, which asks for a country and a year; the address on the site stands beside them.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from avtaleverk.exports.legal.body import plain

_EDITOR = "redaksjon"
# The schema demands a date where nobody stated one. No text is from this one, and its name says so.
_UNKNOWN, _NOT_STATED = date.min, "ikke oppgitt"


@dataclass(frozen=True, slots=True)
class LegalFacts:
    """All that a file says about its text: plain words and days, so that equal facts give equal files.

    ``kind`` is «retningslinje», ``name`` what the document is called in addresses, ``actor`` who it belongs to there.
    ``first`` is the day of the first text, ``decided`` that of this one, ``begins`` and ``ends`` the first day that it
    applies and the first that it does not. ``body`` is the id of who approved it, "" for a proposal; where
    ``is_external``, the work is theirs, and not the community's.
    """

    kind: str
    name: str
    actor: str
    number: str
    version: str
    title: str
    name_of_work: str
    label: str
    language: str
    community: str
    site: str
    work: str
    address: str
    first: date | None
    decided: date | None
    begins: date | None
    repealed: date | None
    ends: date | None
    body: str
    body_name: str
    parent: str
    parent_name: str
    is_external: bool

    @property
    def uri(self) -> str:
        """Return the name of the work by the convention, the year of its first text in it."""
        return f"/akn/no/doc/{self.kind}/{self.actor}/{(self.first or _UNKNOWN).year:04}/{self.name}"

    @property
    def version_uri(self) -> str:
        """Return the name of the version by the convention."""
        return f"{self.uri}/{self.language}@{self.version}"


def meta(facts: LegalFacts) -> ET.Element:
    """Return the part of a file that is about the text."""
    made = ET.Element("meta")
    _identification(made, facts)
    events = list(_events(facts))
    if events:
        life = ET.SubElement(made, "lifecycle", source=f"#{_EDITOR}")
        for name, kind, day, _ in events:
            ET.SubElement(
                life, "eventRef", eId=f"hendelse-{name}", date=day.isoformat(), type=kind,
                source=f"#{_EDITOR}", refersTo=f"#{name}",
            )  # fmt: skip
    _period(made, facts)
    references = ET.SubElement(made, "references", source=f"#{_EDITOR}")
    if facts.parent:
        ET.SubElement(references, "attachmentOf", eId="horer-til", href=facts.parent, showAs=plain(facts.parent_name))
    _agents(references, facts)
    for name, _, _, words in events:
        _concept(references, "TLCEvent", "event", name, words)
    if facts.begins:
        _concept(references, "TLCConcept", "concept", "gyldighet", "Tiden teksten gjelder")
    return made


@dataclass(frozen=True, slots=True)
class _Level:
    """What the schema demands of the work, the version and the file alike; ``said`` tells what ``day`` is the day of."""

    tag: str
    uri: str
    day: date | None
    said: str
    author: str
    address: str = ""
    title: str = ""
    ending: str = ""

    def write(self, around: ET.Element) -> ET.Element:
        """Add what all three say, and return the element for the rest."""
        made = ET.SubElement(around, self.tag)
        ET.SubElement(made, "FRBRthis", value=f"{self.uri}/!main{self.ending}")
        ET.SubElement(made, "FRBRuri", value=f"{self.uri}/!main{self.ending}" if self.ending else self.uri)
        # Programs know the title by this name.
        for name, value in (("title", self.title), ("nettadresse", self.address)):
            if value:
                ET.SubElement(made, "FRBRalias", value=plain(value), name=name)
        said = self.said if self.day else _NOT_STATED
        ET.SubElement(made, "FRBRdate", date=(self.day or _UNKNOWN).isoformat(), name=said)
        ET.SubElement(made, "FRBRauthor", href=self.author)
        return made


def _identification(made: ET.Element, facts: LegalFacts) -> None:
    found = ET.SubElement(made, "identification", source=f"#{_EDITOR}")
    said = "vedtatt" if facts.body else "forslag"
    community = "#helsefellesskapet"
    author = f"#organ-{facts.body}" if facts.body else community
    maker = author if facts.is_external else community
    level = _Level("FRBRWork", facts.uri, facts.first, "første tekst", maker, facts.work, facts.name_of_work)
    work = level.write(found)
    named = {"FRBRcountry": "no", "FRBRsubtype": facts.kind, "FRBRnumber": facts.number, "FRBRname": facts.label}
    for tag, value in named.items():
        if value:
            ET.SubElement(work, tag, value=plain(value))
    level = _Level("FRBRExpression", facts.version_uri, facts.decided, said, author, facts.address, facts.title)
    text = level.write(found)
    ET.SubElement(text, "FRBRversionNumber", value=facts.version)
    ET.SubElement(text, "FRBRlanguage", language=facts.language)
    level = _Level("FRBRManifestation", facts.version_uri, facts.decided, said, f"#{_EDITOR}", ending=".xml")
    ET.SubElement(level.write(found), "FRBRformat", value="application/akn+xml")


def _events(facts: LegalFacts) -> Iterator[tuple[str, str, date, str]]:
    """Yield what happened to the text, as far as its file says: name, kind, day and words."""
    rows = (
        ("vedtak", "generation", facts.decided if facts.body else None, "Vedtatt"),
        ("ikrafttredelse", "generation", facts.begins, "Trer i kraft"),
        ("opphevelse", "repeal", facts.repealed, "Opphevet"),
        ("utlop", "repeal", facts.ends if facts.ends != facts.repealed else None, "Utløpt"),
    )
    yield from ((name, kind, day, words) for name, kind, day, words in rows if day)


def _period(made: ET.Element, facts: LegalFacts) -> None:
    """Say from when to when the text applies, where somebody stated its beginning."""
    if not facts.begins:
        return
    data = ET.SubElement(made, "temporalData", source=f"#{_EDITOR}")
    group = ET.SubElement(data, "temporalGroup", eId="tid")
    ends = {"end": f"#hendelse-{'opphevelse' if facts.ends == facts.repealed else 'utlop'}"} if facts.ends else {}
    ET.SubElement(group, "timeInterval", {"start": "#hendelse-ikrafttredelse", **ends, "refersTo": "#gyldighet"})


def _agents(references: ET.Element, facts: LegalFacts) -> None:
    at = f"/akn/ontology/organization/no/{facts.actor}"
    names = [(_EDITOR, f"{at}/redaksjon", facts.community), ("helsefellesskapet", at, facts.community)]
    if facts.body:
        names.append((f"organ-{facts.body}", f"{at}/{facts.body}", facts.body_name))
    for name, href, words in names:
        ET.SubElement(references, "TLCOrganization", eId=name, href=href, showAs=plain(words))


def _concept(references: ET.Element, tag: str, kind: str, name: str, words: str) -> None:
    ET.SubElement(references, tag, eId=name, href=f"/akn/ontology/{kind}/{name}", showAs=words)
