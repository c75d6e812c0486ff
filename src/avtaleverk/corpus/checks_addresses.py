"""Whether files that are no documents would lie where something else of the site lies."""

import re
from collections.abc import Iterator

from avtaleverk.corpus.known import Known
from avtaleverk.model.addresses import (
    ADOPTION,
    HANDBOOK,
    HEARINGS,
    LINK_WATCH,
    LINKS,
    OFFLINE,
    RULES,
    STRUCTURE_HISTORY,
    body_address,
    meeting_address,
    paper_address,
    party_address,
    slug,
    structure_address,
)
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.findings import Finding
from avtaleverk.model.open_data import OPEN_DATA
from avtaleverk.model.subjects import SubjectKind, subjects

_ITSELF = "en side som nettstedet lager selv"
# The pages that a site has whatever lies in the folder.
_OWN = (
    "retningslinjer/", "avtaler/", "endringer/", "ordliste/", "sok/", "organisasjon/", "moter/", "saker/", "parter/", "lovkrav/",
    "arshjul/", "sammenlign/", "om/felter/", "om/stil/", OFFLINE, HEARINGS, ADOPTION, RULES, STRUCTURE_HISTORY,
    HANDBOOK, OPEN_DATA,
)  # fmt: skip
_OWN_PICTURES = frozenset({"docs/organisasjon/kart.svg", "docs/assets/ikon.svg"})
# Where every name is taken: the years, the tasks of the handbook, and the open data.
TAKEN = re.compile(rf"arshjul/\d{{1,4}}/|{HANDBOOK}.+|api/.*")


def check_addresses(known: Known, taken: dict[str, str]) -> Iterator[Finding]:
    """Yield every file whose name gives it the address of another; ``taken`` has those of the documents."""
    seen = taken | fixed_addresses(known.corpus)
    for path, address in _named_by_file(known.corpus):
        if not slug(path.rpartition("/")[2].rpartition(".")[0]):
            message = "Filnavnet har ingen tegn som kan stå i en adresse"
            yield Finding(path, 0, "", message, "Gi fila et navn med bokstaver fra a til z eller tall")
        elif other := seen.get(address) or (TAKEN.fullmatch(address) and _ITSELF):
            yield Finding(path, 0, "", f"Fila får samme adresse som {other}: /{address}", "Gi fila et annet navn")
        seen.setdefault(address, path)
    for path in known.corpus.files:
        if path in _OWN_PICTURES:
            message = f"Fila får samme adresse som et bilde nettstedet lager selv: /{path.removeprefix('docs/')}"
            yield Finding(path, 0, "", message, "Gi fila et annet navn")


def fixed_addresses(corpus: Corpus) -> dict[str, str]:
    """Return the addresses that no file name gives, with what has each: the site's own pages, parties and bodies."""
    parties = {party_address(p.id): f"parten «{p.id}»" for p in corpus.community.parties}
    bodies = {body_address(b.id): f"organet «{b.id}»" for s in corpus.structures for b in s.bodies}
    gathered = {s.address: _ITSELF for kind in SubjectKind for s in subjects(corpus, kind)}
    return (
        bodies
        | parties
        | gathered
        | dict.fromkeys((*_OWN, LINKS, LINK_WATCH, *(kind.register for kind in SubjectKind)), _ITSELF)
    )


def _named_by_file(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Yield path and address of every file whose name is its address."""
    for structure in (*corpus.structures, *corpus.proposed_structures):
        yield structure.source.path, structure_address(structure.id)
    yield from ((m.source.path, meeting_address(m.id)) for m in corpus.meetings)
    yield from ((p.source.path, paper_address(p.id)) for p in corpus.papers)
    for page in corpus.pages:
        if page.path != "index":
            yield page.source.path, f"{page.path.removesuffix('/index')}/"
