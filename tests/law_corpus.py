"""A little community in memory: an agreement, a guideline and an agreement of others, with what a test says of them."""

from datetime import date

from avtaleverk.model.community import ApprovalRule, Community, ExternalBody, Party, Side
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, DocumentKind, Outcome, Ratification, Version
from avtaleverk.model.source import Source

AGREEMENT, GUIDELINE, NATIONAL = "avtaler/samarbeid", "retningslinjer/01-utskriving", "avtaler/nasjonal"
_PARTIES = (Party("sykehuset", "Sykehuset", Side.TRUST), Party("dalset", "Dalset", Side.MUNICIPALITY))
BOTH = tuple(p.id for p in _PARTIES)
TEXT = "## 1 Formål\n\nEt ledd.\n\n## 4 Planlegging\n\nEt ledd til.\n"


def version(
    number: str = "1.0", folder: str = AGREEMENT, lines: dict[str, int] | None = None, **fields: object
) -> Version:
    """Return a version that «styret» approved on 1 March 2024, unless the fields say otherwise."""
    given = {"approved_by": "styret", "approved": date(2024, 3, 1)} | fields
    return Version(number, TEXT, 9, Source(f"{folder}/{number}.md", lines or {}), **given)  # type: ignore[arg-type]


def adopted(**days: date | None) -> tuple[Ratification, ...]:
    """Return that each of these parties has adopted the text on its day."""
    return tuple(Ratification(party, None, day, None, Outcome.ADOPTED) for party, day in days.items())


def document(*versions: Version, folder: str = AGREEMENT, **fields: object) -> Document:
    """Return an agreement, or a guideline where the folder says so."""
    kind = DocumentKind.AGREEMENT if folder.startswith("avtaler/") else DocumentKind.GUIDELINE
    number = None if kind is DocumentKind.AGREEMENT else "1"
    given = {"title": folder.rpartition("/")[2].capitalize(), "number": number} | fields
    return Document(  # type: ignore[misc]
        folder, kind=kind, summary="", source=Source(f"{folder}/index.md"), versions=versions, **given
    )  # type: ignore[arg-type]  # fmt: skip


def corpus(*documents: Document, ratified: bool = False, language: str = "nb") -> Corpus:
    """Return the community with these documents; ``ratified`` asks for the parties' own adoption of the agreement."""
    rules = (
        ApprovalRule(NATIONAL, "departementet"),
        ApprovalRule("avtaler/*", "styret", BOTH if ratified else ()),
        ApprovalRule("retningslinjer/*", "styret"),
    )
    community = Community(
        "Prøve", "prove", "https://prove.example/", language, _PARTIES, rules,
        (ExternalBody("departementet", "Departementet"),), None, None, None, Source("helsefellesskap.yml"),
    )  # fmt: skip
    return Corpus(community, documents, (), (), (), (), ())
