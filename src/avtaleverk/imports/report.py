"""What an import says of itself: what was read, what was dropped, what somebody must look at, what changes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from avtaleverk.imports.against import Against
from avtaleverk.imports.imported import Imported
from avtaleverk.imports.proposal import Target, own_title
from avtaleverk.model.findings import Finding
from avtaleverk.redline import Redline
from avtaleverk.word.noted import Noted, NoteKind

_MOST_LINES, _MOST_CHANGES, _MOST_POINTS = 120, 80, 40
_NOT_KEPT = (
    "Teksten slik den var før endringene, er ikke lagt inn. Er den vedtatt, så lag en kopi av fila, avvis alle endringene i "
    "den, og les kopien inn som en egen versjon."
)
# A heading, a mark, or the name of what happened to a whole paragraph.
_SHOWN = re.compile(r"#|.*\[[-+~]|[\s>-]*(?:(?:\||\w{1,3}[.)])\s)?\([A-ZÆØÅ]")
_AS_IN_FILE = (
    "Forslaget har teksten slik den er i fila, så avvikene vises som endringer på nettstedet. Er de ikke ment, må de "
    "rettes i"
)


@dataclass(frozen=True, slots=True)
class Report:
    """``label`` is what the document is called, ``findings`` what the checks say of the proposal.

    ``is_written`` says whether the proposal lies in the folder now; ``refusal`` why it does not, where it should.
    """

    file: str
    label: str
    target: Target
    imported: Imported
    against: Against
    findings: tuple[Finding, ...] = ()
    is_written: bool = False
    refusal: str = ""

    def to_markdown(self) -> str:
        """Return the report as Markdown, the most important first."""
        parts = [
            self._head(),
            _section("Dette må du se på", [*_lines(self._noted(NoteKind.UNSURE)), *map(self._finding, self.findings)]),
            _section("Teksten fila bygger på", self._base()),
            _section("Endringene i forslaget", self._changes()),
            _section("Ikke tatt med", _lines(self._noted(NoteKind.LEFT_OUT))),
            _section("Lest", _lines(self._noted(NoteKind.READ))),
            _section("Før forslaget sendes videre", self._to_do()),
        ]
        return "\n\n".join(part for part in parts if part) + "\n"

    def _noted(self, kind: NoteKind) -> tuple[Noted, ...]:
        return tuple(noted for noted in self.imported.notes if noted.kind is kind)

    def _finding(self, finding: Finding) -> str:
        own = finding.path == self.target.path
        words = f"{finding.message}. {finding.hint}".rstrip(". ") + "."
        return f"- Linje {finding.line} i forslaget: {words}" if own and finding.line else f"- {finding}"

    def _head(self) -> str:
        target = self.target
        lines = [f"# Importrapport: {self.file}", f"{self.label}, versjon {target.number}.", self._source()]
        if self.refusal:
            lines.append(f"**Ingenting er skrevet.** {self.refusal}")
        elif self.is_written:
            lines.append(f"Forslaget er skrevet til `{target.path}`.")
        else:
            lines.append(f"Dette er en prøve. Ingenting er skrevet. Forslaget ville ligget i `{target.path}`.")
        return "\n\n".join(lines)

    def _source(self) -> str:
        imported = self.imported
        if imported.old is None:
            return f"Fila er {imported.kind}. Den har ingen merkede endringer, så hele teksten er lest som den nye."
        by = f" Merket av: {'; '.join(imported.marked_by)}." if imported.marked_by else ""
        return f"Fila er {imported.kind} med merkede endringer.{by}"

    def _base(self) -> list[str]:
        base, drift = self.against.base, self.against.drift
        if base is None:
            kept = [] if self.imported.old is None else [_NOT_KEPT]
            return [self._no_base(), *kept]
        if drift is None:
            return [f"Endringene er funnet ved å sammenligne med versjon {base.number}."]
        if not drift.changes:
            signs = " Bare tegn som anførselstegn, streker og mellomrom er ulike." if drift.summary.signs else ""
            return [f"Fila bygger på teksten i versjon {base.number}.{signs}"]
        other = self.against.other
        return [
            f"Fila bygger på teksten i versjon {other.number}, og ikke på versjon {base.number}. Det er dette som skiller dem:"
            if other
            else f"Fila bygger på en tekst som avviker fra versjon {base.number}, uten at avvikene er merket i fila:",
            *_by_point(drift),
            f"{_AS_IN_FILE} {self.target.path}. Slik er de, fra versjon {base.number} til fila før endringene:",
            _marked(drift),
        ]

    def _no_base(self) -> str:
        """Say that there is no text to hold the file against; a wrong number may be why."""
        known = [version.number for version in self.target.document.versions] if self.target.document else []
        if not known:
            return "Dokumentet har ingen tidligere tekst å sammenligne med."
        return (
            f"Nummeret {self.target.number} kommer før alle versjonene dokumentet har ({', '.join(known)}), så teksten er "
            "ikke sammenlignet med noen av dem. Er nummeret feil, så les inn fila på nytt med det rette, og slett forslaget "
            "hvis det er skrevet."
        )

    def _changes(self) -> list[str]:
        changes = self.against.changes
        if changes is None:
            return []
        if not changes.changes:
            return [changes.summary.explain_same()]
        kind = f"Endringen regnes som {changes.summary.kind.value}."
        return [kind, *_by_point(changes), "Slik ser de ut i teksten:", _marked(changes)]

    def _to_do(self) -> list[str]:
        lines = []
        if title := own_title(self.target, self.imported):
            lines.append(f"- Tittelen i fila er en annen enn dokumentets, og er lagt i feltet tittel: «{title}».")
        if self.against.found is not None:
            lines.append("- Skriv én linje om hva som er nytt, i feltet endringer.")
        if 0 < len(points := self.points) <= _MOST_POINTS:
            shown = ", ".join(f'"{point}"' for point in points)
            lines.append(f"- Nevner vedtaket punktene, kan feltet være endrede_punkter: [{shown}].")
        if self.target.document is None:
            lines.append(f"- Fyll ut resten av feltene i {self.target.folder}/index.md.")
        return [*lines, "- Les teksten på nettstedet før den sendes ut: avtaleverk vis."]

    @property
    def points(self) -> tuple[str, ...]:
        """Return the numbers of the points that the proposal changes, in the order of the text."""
        found = self.against.found
        clauses = [change.clause for change in found.changes if change.clause] if found else []
        return tuple(dict.fromkeys(number for c in clauses if (number := c.number or c.within)))

    def as_dict(self) -> dict[str, object]:
        """Return the report under the names that ``--json`` promises."""
        drift, changes, target = self.against.drift, self.against.changes, self.target
        return {
            "fil": self.file,
            "dokument": target.folder,
            "versjon": target.number,
            "sti": target.path,
            "skrevet": self.is_written,
            "hvorfor_ikke": self.refusal,
            "har_merker": self.imported.old is not None,
            "merket_av": list(self.imported.marked_by),
            "tittel": self.imported.title,
            "sammenlignet_med": self.against.base.number if self.against.base else None,
            "bygger_pa": self.against.other.number if self.against.other else None,
            "bygger_pa_samme_tekst": self.against.is_built_on_base if drift is not None else None,
            "avvik": [change.as_dict() for change in drift.changes] if drift else [],
            "endringer": [change.as_dict() for change in changes.changes] if changes else [],
            "punkter": list(self.points),
            "merknader": [{"type": str(n.kind), "hva": n.what, "sted": n.place} for n in self.imported.notes],
            "funn": [finding.as_dict() for finding in self.findings],
        }


def _section(title: str, lines: Iterable[str]) -> str:
    """Return a section with lists kept together, "" where it has nothing to say."""
    text, before = "", ""
    for line in lines:
        together = before.startswith("- ") and line.startswith("- ")
        text += f"{chr(10) if together else chr(10) * 2}{line}"
        before = line
    return f"## {title}{text}" if text else ""


def _lines(noted: Iterable[Noted]) -> Iterator[str]:
    for one in noted:
        sentence = one.what.rstrip(".")
        yield f"- {one.place}: {sentence}." if one.place else f"- {sentence}."


def _by_point(redline: Redline) -> list[str]:
    said = [f"- {change.explain()}" for change in redline.changes]
    rest = len(said) - _MOST_CHANGES
    return [*said[:_MOST_CHANGES], f"- … og {rest} endringer til"] if rest > 0 else said


def _marked(redline: Redline) -> str:
    """Return the paragraphs that have marks, each under its heading, as a terminal shows them."""
    text = redline.to_text().partition("\n\n")[2].strip("\n").split("\n")
    lines = [line for line in text if _SHOWN.match(line)]
    rest = len(lines) - _MOST_LINES
    shown = [*lines[:_MOST_LINES], f"… og {rest} avsnitt til"] if rest > 0 else lines
    return "\n".join(["~~~", *shown, "~~~"])
