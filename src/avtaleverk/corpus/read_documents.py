"""Documents, versions and attachments, from ``avtaler/`` and ``retningslinjer/``."""

from avtaleverk.corpus.fields import DOCUMENT, VERSION
from avtaleverk.corpus.files import Folder
from avtaleverk.corpus.frontmatter import read_content
from avtaleverk.corpus.pictures import cure, is_picture
from avtaleverk.corpus.values import Values
from avtaleverk.model.addresses import slug
from avtaleverk.model.documents import (
    ChangeKind,
    Coverage,
    Document,
    DocumentKind,
    Hearing,
    Outcome,
    Ratification,
    Version,
)
from avtaleverk.model.findings import Finding, Severity

ROOTS = {"avtaler": DocumentKind.AGREEMENT, "retningslinjer": DocumentKind.GUIDELINE}
INDEX = "index.md"
_ATTACHMENTS = "vedlegg"


def _hearing(values: Values | None) -> Hearing | None:
    if not values:
        return None
    return Hearing(values.day("fra"), values.day("frist"), values.text("svar_til"), values.days("tidligere_frister"))


def _outcome(text: str | None) -> Outcome:
    return next((o for o in Outcome if o.value == text), Outcome.PENDING)


def _ratifications(values: Values) -> tuple[Ratification, ...] | None:
    if "tilslutning" not in values:
        return None
    return tuple(
        Ratification(v.need("part"), v.text("organ"), v.day("dato"), v.text("sak"), _outcome(v.text("utfall")))
        for v in values.groups("tilslutning")
    )


def _version(values: Values, body: str, body_line: int) -> Version:
    kind = values.text("endringstype")
    return Version(
        number=values.need("versjon"),
        body=body.strip("\n"),
        body_line=body_line + len(body) - len(body.lstrip("\n")),
        source=values.source,
        title=values.text("tittel"),
        approved_by=values.text("godkjent_av"),
        approved=values.day("godkjent"),
        valid_from=values.day("gjelder_fra"),
        valid_until=values.day("gjelder_til"),
        repealed=values.day("opphevet"),
        case=values.text("sak"),
        meeting=values.text("mote"),
        changes=values.text("endringer"),
        changed_clauses=values.texts("endrede_punkter"),
        change_kind=ChangeKind(kind) if kind else None,
        hearing=_hearing(values.group("horing")),
        ratifications=_ratifications(values),
        signed=values.day("signert"),
        sent_to_directorate=values.day("sendt_helsedirektoratet"),
        last_reviewed=values.day("sist_gjennomgatt"),
        terminated=values.day("oppsagt"),
        repeal_case=values.text("opphevet_sak"),
    )


def _read_version(folder: Folder, path: str) -> Version | None:
    text = folder.text(path)
    if text is None:
        return None
    content = read_content(text, path, VERSION)
    folder.findings.extend(content.findings)
    if not content.values.need("versjon"):
        return None
    version = _version(content.values, content.body, content.body_line)
    name = path.rpartition("/")[2].removesuffix(".md")
    if version.number != name:
        message = f"Versjonen heter «{version.number}», men fila heter «{name}.md»"
        hint = f"Gi fila navnet {version.number}.md, eller rett nummeret"
        folder.findings.append(Finding(path, version.source.line("versjon"), "versjon", message, hint))
    if not version.body.strip():
        message = "Versjonen har ingen tekst"
        folder.findings.append(
            Finding(path, content.body_line, "", message, "Skriv teksten under metadataene", Severity.WARNING)
        )
    return version


def _versions(folder: Folder, place: str) -> tuple[Version, ...]:
    names = [n for n in folder.names(place) if n.endswith(".md") and n != INDEX and folder.is_file(f"{place}/{n}")]
    found = [v for name in names if (v := _read_version(folder, f"{place}/{name}"))]
    return tuple(sorted(found, key=lambda v: (v.order, v.number)))


def _document(folder: Folder, place: str, kind: DocumentKind) -> Document | None:
    """Read one document folder; None where its ``index.md`` is missing or useless."""
    path = f"{place}/{INDEX}"
    if not folder.is_file(path):
        hint = f"Lag fila {path} med tittel og type: {kind.value}"
        folder.findings.append(Finding(path, 0, "", "Mappa har ingen index.md, så dokumentet har ingen tittel", hint))
        return None
    text = folder.text(path)
    if text is None:
        return None
    content = read_content(text, path, DOCUMENT)
    folder.findings.extend(content.findings)
    values = content.values
    _check_kind(folder, values, kind, path)
    _check_names(folder, place, kind, values)
    attachments = _attachments(folder, place) if kind is not DocumentKind.ATTACHMENT else ()
    return Document(
        folder=place,
        title=values.need("tittel"),
        kind=kind,
        summary=content.body.strip(),
        source=values.source,
        number=values.text("nummer"),
        owner=values.text("eier"),
        approved_by=values.texts("godkjennes_av"),
        legal_demands=values.wholes("lovkrav"),
        coverage=tuple(Coverage(v.whole("lovkrav") or 0, v.texts("punkter")) for v in values.groups("dekker")),
        themes=values.texts("tema"),
        patient_groups=values.texts("pasientgrupper"),
        audience=values.texts("malgruppe"),
        language=values.text("sprak"),
        former_addresses=values.texts("tidligere_adresser"),
        versions=_versions(folder, place),
        attachments=attachments,
    )


def _check_kind(folder: Folder, values: Values, kind: DocumentKind, path: str) -> None:
    stated = values.text("type")
    if stated and stated != kind.value:
        message = f"Dokumentet er merket «{stated}», men mappa er for type {kind.value}"
        hint = f"Skriv type: {kind.value}, eller flytt mappa"
        folder.findings.append(Finding(path, values.source.line("type"), "type", message, hint))


def _attachments(folder: Folder, place: str) -> tuple[Document, ...]:
    inner = f"{place}/{_ATTACHMENTS}"
    found = [
        _document(folder, f"{inner}/{n}", DocumentKind.ATTACHMENT)
        for n in folder.names(inner)
        if folder.is_dir(f"{inner}/{n}")
    ]
    for name in folder.names(inner):
        if folder.is_file(f"{inner}/{name}"):
            folder.unread(f"{inner}/{name}", "Et vedlegg skal ligge i en egen mappe med index.md")
    return tuple(sorted((d for d in found if d), key=document_order))


def document_order(document: Document) -> tuple[int, tuple[int, ...], str]:
    """Return the key that sorts numbered documents first, 2 before 10, then the others by folder."""
    number = tuple(int(part) for part in document.number.split(".")) if document.number else ()
    return (0 if number else 1, number, document.folder)


def _check_names(folder: Folder, place: str, kind: DocumentKind, values: Values) -> None:
    """Warn of files and folders that are left alone, and of a folder that cannot be an address."""
    if "nummer" not in values and not slug(place.rpartition("/")[2]):
        folder.report(place, "Mappenavnet kan ikke bli til en adresse", "Bruk bokstavene a til å og tall")
    for name in folder.names(place):
        path = f"{place}/{name}"
        if folder.is_dir(path):
            is_expected = name == _ATTACHMENTS and kind is not DocumentKind.ATTACHMENT
            if not is_expected and _has_texts(folder, path):
                folder.unread(path, "Vedlegg ligger i mappa vedlegg rett under retningslinja eller avtalen")
        elif not name.endswith(".md") and not is_picture(name):
            folder.unread(path, cure(name))


def _has_texts(folder: Folder, place: str) -> bool:
    paths = [(name, f"{place}/{name}") for name in folder.names(place)]
    return any(_has_texts(folder, path) if folder.is_dir(path) else name.endswith(".md") for name, path in paths)


def read_documents(folder: Folder) -> tuple[Document, ...]:
    """Return all agreements and guidelines, numbered ones first, each with its attachments."""
    found: list[Document] = []
    for root, kind in ROOTS.items():
        for name in folder.names(root):
            place = f"{root}/{name}"
            if not folder.is_dir(place):
                folder.unread(place, "Et dokument skal ligge i en egen mappe med index.md")
                continue
            if document := _document(folder, place, kind):
                found.append(document)
    return tuple(sorted(found, key=lambda d: (d.kind is not DocumentKind.AGREEMENT, document_order(d))))
