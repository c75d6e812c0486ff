"""Structures, meetings and case papers, from ``organisasjon/``."""

from collections.abc import Iterator
from datetime import date

from avtaleverk.corpus.fields import MEETING, PAPER, STRUCTURE
from avtaleverk.corpus.files import Folder
from avtaleverk.corpus.frontmatter import read_content, read_fields
from avtaleverk.corpus.values import PER_MUNICIPALITY, Values
from avtaleverk.corpus.wording import near
from avtaleverk.model.community import Side
from avtaleverk.model.findings import Finding
from avtaleverk.model.organisation import Body, CaseItem, CasePaper, Leadership, Meeting, Seat, Structure, Tasks

_ROOT = "organisasjon"
_FOLDERS = ("struktur", "moter", "saker")
_STRUCTURES, _MEETINGS, _PAPERS = (f"{_ROOT}/{name}" for name in _FOLDERS)


def _seat(values: Values) -> Seat:
    count = None if values.text("antall") == PER_MUNICIPALITY else values.whole("antall") or 1
    side = next((s for s in Side if s.value == values.text("side")), Side.BOTH)
    return Seat(values.need("rolle"), side, count, values.texts("delmoter"))


def _leadership(values: Values | None) -> Leadership | None:
    if not values:
        return None
    return Leadership(tuple(Side(s) for s in values.texts("fra")), values.text("bytter"))


def _body(own: Values, template: Values | None) -> Body:
    """Build a body; what it does not say itself comes from its template."""

    def given(name: str) -> Values:
        return own if name in own or not template else template

    return Body(
        id=own.need("id"),
        name=own.need("navn"),
        level=own.whole("niva"),
        staff=own.flag("stab"),
        abbreviation=own.text("forkortelse"),
        above=own.text("over"),
        legal_basis=given("hjemmel").text("hjemmel"),
        meetings_per_year=given("moter_per_ar").whole("moter_per_ar"),
        meeting_parts=given("delmoter").texts("delmoter"),
        term_years=given("funksjonstid_ar").whole("funksjonstid_ar"),
        extension_years=given("forlengelse_ar").whole("forlengelse_ar"),
        leadership=_leadership(given("leder_og_nestleder").group("leder_og_nestleder")),
        tasks=tuple(Tasks(part, tuple(items)) for part, items in given("oppgaver").parts("oppgaver").items()),
        seats=tuple(_seat(v) for v in given("sammensetning").groups("sammensetning")),
    )


def _structure(folder: Folder, path: str) -> Structure | None:
    text = folder.text(path)
    if text is None:
        return None
    values, findings = read_fields(text, path, STRUCTURE)
    folder.findings.extend(findings)
    start = values.day("gjelder_fra")
    if start is None:
        return None
    templates = values.named("maler")
    for own in values.groups("organer"):
        if (name := own.text("mal")) and name not in templates:
            line, message = own.source.line("mal"), f"Malen «{name}» finnes ikke"
            folder.findings.append(Finding(path, line, "organer.mal", message, near(name, templates)))
    bodies = tuple(_body(v, templates.get(v.text("mal") or "")) for v in values.groups("organer"))
    _check_name(folder, path, start.isoformat(), values.source.line("gjelder_fra"), "gjelder_fra")
    return Structure(start, values.text("hjemmel"), bodies, values.source)


def _check_name(folder: Folder, path: str, wanted: str, line: int, field: str) -> None:
    name = path.rpartition("/")[2].rpartition(".")[0]
    if not name.startswith(wanted):
        message = f"Fila heter «{name}», men innholdet sier «{wanted}»"
        folder.findings.append(
            Finding(path, line, field, message, f"La filnavnet begynne med {wanted}, eller rett innholdet")
        )


def _files(folder: Folder, place: str, ending: str) -> Iterator[str]:
    for name in folder.names(place):
        path = f"{place}/{name}"
        if name.endswith(ending) and folder.is_file(path):
            yield path
        else:
            folder.unread(path, f"Her leses bare filer som slutter på {ending}")


def read_structures(folder: Folder) -> tuple[Structure, ...]:
    """Return the structures from the oldest to the newest."""
    for name in folder.names(_ROOT):
        if name not in _FOLDERS:
            folder.unread(f"{_ROOT}/{name}", f"Her leses bare mappene {', '.join(_FOLDERS)}")
    found = [_structure(folder, path) for path in _files(folder, _STRUCTURES, ".yml")]
    return tuple(sorted((s for s in found if s), key=lambda s: s.valid_from))


def _meeting(folder: Folder, path: str) -> Meeting | None:
    text = folder.text(path)
    if text is None:
        return None
    content = read_content(text, path, MEETING)
    folder.findings.extend(content.findings)
    values, held = content.values, content.values.day("dato")
    if held is None or not values.need("organ"):
        return None
    _check_name(folder, path, f"{held.isoformat()}-{values.need('organ')}", values.source.line("dato"), "dato")
    items = tuple(
        CaseItem(
            v.need("tittel"), v.text("type"), v.text("dokument"), v.text("versjon"),
            v.texts("punkter"), v.text("utfall"), v.text("sak"),
        )
        for v in values.groups("saker")
    )  # fmt: skip
    meeting_id = path.rpartition("/")[2].removesuffix(".md")
    return Meeting(
        meeting_id, values.need("organ"), held, items, content.body.strip(), values.source, values.text("sted")
    )


def read_meetings(folder: Folder) -> tuple[Meeting, ...]:
    """Return the meetings from the oldest to the newest."""
    found = [_meeting(folder, path) for path in _files(folder, _MEETINGS, ".md")]
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
        path.removesuffix(".md"), values.need("tittel"), values.need("type"), values.day("dato"),
        values.text("organ"), values.texts("gjelder"), content.body.strip(), values.source,
    )  # fmt: skip


def read_papers(folder: Folder) -> tuple[CasePaper, ...]:
    """Return the case papers, oldest first, those without a date at the end."""
    found = [_paper(folder, path) for path in _files(folder, _PAPERS, ".md")]
    return tuple(sorted((p for p in found if p), key=lambda p: (p.dated or date.max, p.id)))
