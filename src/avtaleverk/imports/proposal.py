"""The files of a proposal: front matter as far as it is known, and the text. Nothing is invented."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from avtaleverk.imports.clauses import even, split_label
from avtaleverk.imports.imported import Imported
from avtaleverk.model.addresses import slug
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, DocumentKind
from avtaleverk.model.findings import AvtaleverkError

_KINDS = {"avtaler": DocumentKind.AGREEMENT, "retningslinjer": DocumentKind.GUIDELINE}
_ATTACHMENTS = "vedlegg"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a proposal goes: the folder and the number; ``document`` is None where it is new.

    ``title`` is what the new document is called, or this version of one that is known; "" leaves it to the file.
    """

    folder: str
    number: str
    document: Document | None = None
    title: str = ""

    @property
    def path(self) -> str:
        """Return the path of the version below the root."""
        return f"{self.folder}/{self.number}.md"


def files_of(target: Target, imported: Imported) -> Mapping[str, str]:
    """Return the files of a proposal by their path below the root, in the order they must be written."""
    lines = [f'versjon: "{target.number}"']
    if title := own_title(target, imported):
        lines.append(f"tittel: {_quoted(title)}")
    version = f"---\n{chr(10).join(lines)}\n---\n\n{imported.new}"
    if target.document:
        return {target.path: version}
    return {f"{target.folder}/index.md": _index(target), target.path: version}


def own_title(target: Target, imported: Imported) -> str:
    """Return the title that the new version bears where it is not that of the document, else ""."""
    title = target.title or split_label(imported.title)[1]
    name = target.document.title if target.document else target.title
    return title if title and even(title) != even(name) else ""


def _quoted(text: str) -> str:
    """Return a text as YAML reads it whatever it holds."""
    return text if re.fullmatch(r"[A-ZÆØÅa-zæøå][\wæøåÆØÅ ,()/–-]*", text) else json.dumps(text, ensure_ascii=False)


def _index(target: Target) -> str:
    kind = kind_of(target.folder)
    lines = [f"tittel: {_quoted(target.title)}", f"type: {kind.value}"]
    if m := re.match(r"0*(\d+(?:\.\d+)*)-", target.folder.rpartition("/")[2]):
        lines.append(f'nummer: "{m[1]}"')
    return f"---\n{chr(10).join(lines)}\n---\n"


def kind_of(folder: str) -> DocumentKind:
    """Return what a document is by the place of its folder."""
    root, *rest = folder.split("/")
    return DocumentKind.ATTACHMENT if len(rest) > 1 else _KINDS[root]


def new_folder(corpus: Corpus, words: str) -> str:
    """Return the folder of a document that does not exist yet.

    Raises AvtaleverkError where no document can lie there.
    """
    folder = words.strip().removeprefix("./").strip("/")
    root, _, rest = folder.partition("/")
    parent, is_inner, name = rest.partition(f"/{_ATTACHMENTS}/")
    own = name if is_inner else parent
    if root not in _KINDS or "/" in own or not slug(own) or own.startswith((".", "~")) or own == _ATTACHMENTS:
        message = (
            f"«{words}» kan ikke være mappa til et nytt dokument. Skriv for eksempel retningslinjer/05-utskriving, "
            "avtaler/delavtale eller retningslinjer/05-utskriving/vedlegg/5.1-skjema."
        )
        raise AvtaleverkError(message)
    if is_inner and not corpus.document(f"{root}/{parent}"):
        message = f"Vedlegget kan ikke legges i {root}/{parent}, for det dokumentet finnes ikke."
        raise AvtaleverkError(message)
    return folder
