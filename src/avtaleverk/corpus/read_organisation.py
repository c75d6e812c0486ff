"""Meetings, case papers and who holds which office, from ``organisasjon/``."""

from collections.abc import Iterator
from datetime import date, time
from itertools import pairwise

import yaml

from avtaleverk.corpus.fields import APPOINTMENT, MEETING, PAPER
from avtaleverk.corpus.files import Folder
from avtaleverk.corpus.frontmatter import read_content
from avtaleverk.corpus.organisation_files import MEETINGS, OFFICES, PAPERS, check_name, files
from avtaleverk.corpus.values import Checker, Values
from avtaleverk.corpus.yaml_reader import read_yaml
from avtaleverk.model.community import Side
from avtaleverk.model.findings import Finding
from avtaleverk.model.organisation import Agreement, Appointment, CaseItem, CasePaper, Meeting, Office

_MOVED = "Er møtet flyttet, så la fila beholde navnet og skriv den gamle dagen i flyttet_fra"
_RENAMED = "Et flyttet møte beholder navnet fra den første dagen, for da virker lenker og kalendere fortsatt"


def _item(values: Values) -> CaseItem:
    return CaseItem(
        title=values.need("tittel"),
        kind=values.text("type"),
        document=values.text("dokument"),
        version=values.text("versjon"),
        clauses=values.texts("punkter"),
        outcome=values.text("utfall"),
        paper=values.text("sak"),
        number=values.text("nummer"),
        part=values.text("delmote"),
        decision=values.text("vedtak"),
        settled=next((a for a in Agreement if a.value == values.text("avgjort")), None),
        plan=values.text("plan"),
        thread=values.text("saksgang"),
    )


def _times(values: Values) -> tuple[time | None, time | None]:
    begins, _, ends = (values.text("klokka") or "").partition("-")
    return (time.fromisoformat(begins) if begins else None), (time.fromisoformat(ends) if ends else None)


def _meeting(folder: Folder, path: str) -> Meeting | None:
    text = folder.text(path)
    if text is None:
        return None
    content = read_content(text, path, MEETING)
    folder.findings.extend(content.findings)
    values, held = content.values, content.values.day("dato")
    if held is None or not values.need("organ"):
        return None
    moved_from = values.days("flyttet_fra")
    first, field = (moved_from[0], "flyttet_fra") if moved_from else (held, "dato")
    if moved_from or "flyttet_fra" not in values.source.lines:
        # The name is the address and the calendar's mark of the meeting, so it keeps the first day for ever.
        wanted, line = f"{first.isoformat()}-{values.need('organ')}", values.source.line(field)
        more = _RENAMED if moved_from else _MOVED if path.endswith(f"-{values.need('organ')}.md") else ""
        check_name(folder, path, wanted, line, field, more)
    days = (*moved_from, held)
    if any(earlier == later for earlier, later in pairwise(days)):
        message, hint = "Møtet er flyttet til samme dag som før", "Ta bort den dagen som står to ganger på rad"
        folder.findings.append(Finding(path, values.source.line("flyttet_fra"), "flyttet_fra", message, hint))
    begins, ends = _times(values)
    if begins and ends and ends <= begins:
        message, hint = f"Møtet slutter {ends:%H:%M}, men begynner {begins:%H:%M}", "Rett klokkeslettene"
        folder.findings.append(Finding(path, values.source.line("klokka"), "klokka", message, hint))
    return Meeting(
        id=path.rpartition("/")[2].removesuffix(".md"),
        body=values.need("organ"),
        held=held,
        items=tuple(_item(v) for v in values.groups("saker")),
        minutes=content.body.strip(),
        source=values.source,
        place=values.text("sted"),
        begins=begins,
        ends=ends,
        moved_from=moved_from,
        is_cancelled=values.flag("avlyst"),
        is_extra=values.flag("ekstra"),
    )


def read_meetings(folder: Folder) -> tuple[Meeting, ...]:
    """Return the meetings from the oldest to the newest."""
    found = [_meeting(folder, path) for path in files(folder, MEETINGS, ".md")]
    return tuple(sorted((m for m in found if m), key=lambda m: (m.held, m.id)))


def _paper(folder: Folder, path: str) -> CasePaper | None:
    text = folder.text(path)
    if text is None:
        return None
    content = read_content(text, path, PAPER)
    folder.findings.extend(content.findings)
    values = content.values
    if not values.need("tittel"):
        return None
    return CasePaper(
        id=path.removesuffix(".md"),
        title=values.need("tittel"),
        kind=values.need("type"),
        dated=values.day("dato"),
        body_id=values.text("organ"),
        concerns=values.texts("gjelder"),
        text=content.body.strip(),
        source=values.source,
        version=values.text("versjon"),
        party=values.text("part"),
    )


def read_papers(folder: Folder) -> tuple[CasePaper, ...]:
    """Return the case papers, oldest first, those without a date at the end."""
    found = [_paper(folder, path) for path in files(folder, PAPERS, ".md")]
    return tuple(sorted((p for p in found if p), key=lambda p: (p.dated or date.max, p.id)))


def _appointment(body: str, values: Values) -> Appointment:
    return Appointment(
        body=body,
        office=next((o for o in Office if o.value == values.text("verv")), Office.MEMBER),
        source=values.source,
        side=next((s for s in Side if s.value == values.text("side")), None),
        role=values.text("rolle"),
        party=values.text("part"),
        name=values.text("navn"),
        start=values.day("fra"),
        end=values.day("til"),
    )


def _appointments(folder: Folder, path: str) -> Iterator[Appointment]:
    text = folder.text(path)
    if text is None:
        return
    node, findings = read_yaml(text, path)
    folder.findings.extend(findings)
    if node is None:
        return
    checker = Checker(path, 1)
    if not isinstance(node, yaml.SequenceNode):
        checker.report(node, "", "Fila skal være en liste med verv", "Begynn hvert verv med «- verv:»")
    entries = node.value if isinstance(node, yaml.SequenceNode) else []
    values = [checker.group(entry, APPOINTMENT, "verv.") for entry in entries]
    folder.findings.extend(checker.findings)
    body = path.rpartition("/")[2].removesuffix(".yml")
    yield from (_appointment(body, v) for v in values)


def read_appointments(folder: Folder) -> tuple[Appointment, ...]:
    """Return who holds which office, body by body, in the order of the files; a file is named by its body."""
    return tuple(a for path in files(folder, OFFICES, ".yml") for a in _appointments(folder, path))
