"""What the forms ask of the folder: the requests of Decap CMS to a proxy, answered from the files that have a form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from avtaleverk.editing.form_saving import for_the_form
from avtaleverk.editing.forms import MEETINGS, PAPERS, Form
from avtaleverk.editing.stamps import stamp_of, stamped, unstamped
from avtaleverk.engines.editor.disk import read_inside
from avtaleverk.model.findings import AvtaleverkError

Answer = dict[str, object] | list[dict[str, object]]
FOLDERS = tuple(f"organisasjon/{name}" for name in (MEETINGS, PAPERS))
_UNKNOWN = "Dette kan skjemaene ikke gjøre her."
_MOST_ENTRIES = 5000
_WINDOW = "vindu"


class RefusedError(AvtaleverkError):
    """A request that is answered with no, in words that the editor reads."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The folder as the forms see it.

    ``form_of`` gives the form of a path; ``save`` takes path, text, stamp and window.
    """

    root: Path
    form_of: Callable[[str], Form | None]
    save: Callable[[str, str, str, str], None]

    def answer(self, request: Mapping[str, object], window: str) -> Answer:
        """Return the answer to one request of the forms in one window; raises AvtaleverkError where it is no."""
        action, params = request.get("action"), request.get("params")
        act = _ACTIONS.get(str(action))
        if act is None or not isinstance(params if params is not None else {}, dict):
            raise RefusedError(_UNKNOWN)
        return act(self, {**(params if isinstance(params, dict) else {}), _WINDOW: window})

    def _entry(self, path: str, label: str = "") -> dict[str, object]:
        """Return one file with its stamp; nothing of it where there is none, or no form for it."""
        form = self.form_of(path)
        text = read_inside(self.root, path) if form else None
        if form is None or text is None:
            return {"data": None, "file": {"path": path, "label": label, "id": None}}
        stamp = stamp_of(text)
        data = stamped(for_the_form(text.replace("\r\n", "\n"), form), stamp)
        return {"data": data, "file": {"path": path, "label": label, "id": stamp}}

    def by_folder(self, params: Mapping[str, object]) -> Answer:
        """Return the files of a folder of meetings or papers."""
        folder = str(params.get("folder", "")).strip("/")
        if folder not in FOLDERS:
            return []
        place = self.root / folder
        names = sorted(p.name for p in place.glob("*.md"))[:_MOST_ENTRIES] if place.is_dir() else []
        found = [self._entry(f"{folder}/{name}") for name in names]
        return [entry for entry in found if entry["data"] is not None]

    def by_files(self, params: Mapping[str, object]) -> Answer:
        """Return the files that a collection names."""
        files = params.get("files")
        asked = [f for f in files if isinstance(f, dict)] if isinstance(files, list) else []
        return [self._entry(str(f.get("path", "")), str(f.get("label", ""))) for f in asked[:_MOST_ENTRIES]]

    def entry(self, params: Mapping[str, object]) -> Answer:
        """Return one file; raises RefusedError where it cannot be edited here."""
        path = str(params.get("path", ""))
        found = self._entry(path)
        if found["data"] is None:
            message = f"«{path}» kan ikke endres her. Teksten kan være vedtatt siden du åpnet skjemaet."
            raise RefusedError(message)
        return found

    def persist(self, params: Mapping[str, object]) -> Answer:
        """Save a file; raises AvtaleverkError that says why where it is not saved."""
        files = params.get("dataFiles") or [params.get("entry")]
        if params.get("assets"):
            message = "Bilder kan ikke legges inn her. Legg fila i mappa ved siden av teksten."
            raise RefusedError(message)
        if not isinstance(files, list) or len(files) != 1 or not isinstance(files[0], dict):
            raise RefusedError(_UNKNOWN)
        path, raw = str(files[0].get("path", "")), files[0].get("raw")
        if not isinstance(raw, str) or files[0].get("newPath") not in {None, "", path}:
            raise RefusedError(_UNKNOWN)
        text, stamp = unstamped(raw)
        self.save(path, text, stamp, str(params[_WINDOW]))
        return {"message": "Lagret"}

    def info(self, params: Mapping[str, object]) -> Answer:  # noqa: ARG002 - as all the others
        """Return what this server is."""
        return {"repo": self.root.name, "publish_modes": ["simple"], "type": "local_fs"}

    def nothing(self, params: Mapping[str, object]) -> Answer:  # noqa: ARG002 - as all the others
        """Return an empty list: the folder has no media of its own, and no drafts elsewhere."""
        return []

    def no_notes(self, params: Mapping[str, object]) -> Answer:  # noqa: ARG002 - as all the others
        """Return that nobody has written notes."""
        return {"notes": []}

    def refuse(self, params: Mapping[str, object]) -> Answer:  # noqa: ARG002 - as all the others
        """Refuse to delete: what was once in the folder stays, or is taken out by hand."""
        message = "Her slettes ingenting. En tekst som ikke skal gjelde mer, oppheves: avtaleverk opphev."
        raise RefusedError(message)


_ACTIONS: Mapping[str, Callable[[Forms, Mapping[str, object]], Answer]] = {
    "info": Forms.info,
    "entriesByFolder": Forms.by_folder,
    "entriesByFiles": Forms.by_files,
    "getEntry": Forms.entry,
    "persistEntry": Forms.persist,
    "unpublishedEntries": Forms.nothing,
    "getMedia": Forms.nothing,
    "getNotes": Forms.no_notes,
    "deleteFile": Forms.refuse,
    "deleteFiles": Forms.refuse,
}
