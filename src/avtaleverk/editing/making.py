"""The deed of making a new document of a template, and of laying the templates into the folder to be changed."""

from collections.abc import Mapping

from avtaleverk.corpus.change_set import Change, ChangeSet
from avtaleverk.corpus.read_templates import FORM_FILE, shipped_files
from avtaleverk.editing.deed import DONE_BEFORE, Deed, DeedError, Desk, command, name_for
from avtaleverk.editing.new_document import NewDocument, existing, files_of, hindrances
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document

_DAY = "ÅÅÅÅ-MM-DD"


def make(desk: Desk, new: NewDocument) -> Deed:
    """Return the deed of making a document, one without changes where it is there; raises DeedError where it cannot be."""
    if known := existing(desk.corpus, new.kind, new.title, new.number, new.parent):
        return _made_before(desk, known, new)
    if faults := list(hindrances(desk.corpus, new)):
        raise DeedError("\n".join(faults))
    told = f"Laget {new.kind.value} {new.number or ''}".rstrip() + f" «{new.title}» av malen «{new.template.title}»."
    steps = _next(_name(desk.corpus, new), f"{new.folder}/{new.version}.md")
    return Deed(_new_files(files_of(desk.corpus, new)), (told,), steps)


def _made_before(desk: Desk, known: Document, new: NewDocument) -> Deed:
    """Return that it was done; raises DeedError where something else is said now than was then."""
    there = f"{known.kind.value.capitalize()} «{known.title}» ligger i {known.folder}"
    fields = {"eier": (new.owner, known.owner), "lovkrav": (new.demands, known.legal_demands)}
    if others := [name for name, (now, then) in fields.items() if now and now != then]:
        message = f"{there} fra før. Dette er ikke ført inn: {', '.join(others)}. Skriv det i {known.source.path}."
        raise DeedError(message)
    told = f"{DONE_BEFORE} {there}."
    name, newest = name_for(desk.corpus, known), known.versions[-1] if known.versions else None
    if newest and newest.is_approved:
        return Deed(told=(told,), next=(f"Lag et forslag til ny tekst: {command('revider', name)}",))
    return Deed(told=(told,), next=_next(name, newest.source.path if newest else ""))


def _name(corpus: Corpus, new: NewDocument) -> str:
    """Return the shortest that the next command may call a document by."""
    taken = {document.number for document in corpus.all_documents()}
    return new.number if new.number and new.number not in taken else new.folder


def _next(name: str, path: str) -> tuple[str, ...]:
    text = f"Skriv teksten i {path}, og kort fortalt i index.md ved siden av. Fyll ut der det står «(Skriv …)»."
    steps = [text] if path else []
    return (
        *steps,
        f"Se den mens du skriver: {command('vis')}",
        f"Send den på høring: {command('horing', name, '--fra', _DAY, '--frist', _DAY)}",
    )


def own_templates(desk: Desk) -> Deed:
    """Return the deed of laying the templates and the demands on form into the folder; those that are there stay."""
    files = shipped_files(desk.corpus.community.language)
    missing = {path: text for path, text in files.items() if desk.raw(path) is None}
    if not missing:
        return Deed(told=(f"{DONE_BEFORE} Malene ligger i {', '.join(files)}.",))
    told = f"Malene ligger i {', '.join(missing)}."
    step = f"Rett dem slik dere vil ha dem. {FORM_FILE} sier hva sjekk krever av nye tekster: {command('sjekk')}"
    return Deed(_new_files(missing), (told,), (step,))


def _new_files(files: Mapping[str, str]) -> ChangeSet:
    return ChangeSet(tuple(Change(path, None, text) for path, text in files.items()))
