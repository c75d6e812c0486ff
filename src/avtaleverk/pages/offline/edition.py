"""The whole file: sections that are kept from build to build, in a frame that needs nothing from elsewhere."""

import hashlib
from base64 import b64encode
from functools import cached_property
from pathlib import Path

from markupsafe import Markup

from avtaleverk.corpus.picture_data import PictureData
from avtaleverk.pages.context import Context
from avtaleverk.pages.document_pages import version_view
from avtaleverk.pages.offline.parts import (
    Part,
    body_lines,
    contents,
    file_address,
    glossary,
    parts,
    pictures_of,
    places,
    section,
)
from avtaleverk.pages.sheet import sheet
from avtaleverk.text.store import fingerprint

_HERE = Path(__file__).resolve().parent
_MARK_LENGTH = 12


class Edition:
    """The file as it is on one day. The same folder and day give the same bytes."""

    def __init__(self, ctx: Context, base: str, read: PictureData) -> None:
        """Know the corpus, the key of what every page of it depends on, and what reads a picture."""
        self._ctx = ctx
        self._base = base
        self._read = read
        self.address = file_address(ctx)

    @cached_property
    def _keyed(self) -> list[tuple[str, Part]]:
        """Return each text in force with the key of its section."""
        return [(self._section_key(part), part) for part in parts(self._ctx)]

    def _section_key(self, part: Part) -> str:
        document, version = part.document, part.version
        told = (part.name, document.number, document.summary, document.language, self._ctx.label(document))
        pictures = repr(pictures_of(self._ctx, part, self._read)) if self._ctx.text(version).images else ""
        view = repr((told, version_view(self._ctx, document, version)))
        return fingerprint("frakoblet", self._base, self._around, view, version.body, pictures)

    @cached_property
    def _around(self) -> str:
        """Return what a section shows beside its own text: the names of the bodies, and what else is in the file."""
        ctx = self._ctx
        return fingerprint(repr((body_lines(ctx), [t.word for t in ctx.corpus.terms])))

    @cached_property
    def key(self) -> str:
        """Return the key of the file: equal keys mean equal bytes."""
        ctx = self._ctx
        return fingerprint(*(k for k, _ in self._keyed), self._style, self._script, repr(glossary(ctx)), self._around)

    @cached_property
    def _style(self) -> str:
        return sheet() + (_HERE / "fil.css").read_text("utf-8")

    @cached_property
    def _script(self) -> str:
        return (_HERE / "fil.js").read_text("utf-8")

    @cached_property
    def sections(self) -> list[str]:
        """Return the section of each text; those that were made before are not made again."""
        within, texts, made = places(self._ctx), self._ctx.texts, []
        for key, part in self._keyed:
            html = texts.kept(key)
            if html is None:
                html = section(self._ctx, part, within, pictures_of(self._ctx, part, self._read))
                texts.keep(key, html)
            made.append(html)
        return made

    @cached_property
    def mark(self) -> str:
        """Return what the contents of the file can be known by, short enough to be read aloud."""
        return hashlib.sha256("".join(self.sections).encode("utf-8", "replace")).hexdigest()[:_MARK_LENGTH]

    @property
    def count(self) -> int:
        """Return how many texts are in the file."""
        return len(self._keyed)

    @cached_property
    def content(self) -> bytes:
        """Return the file."""
        ctx = self._ctx
        html = ctx.render(
            "frakoblet-fil.html",
            self.address,
            community=ctx.corpus.community,
            day=ctx.day.isoformat(),
            day_words=ctx.t.long_date(ctx.day),
            style=Markup(self._style),  # noqa: S704 - our own file
            script=Markup(self._script),  # noqa: S704 - our own file
            style_hash=_hash(self._style),
            script_hash=_hash(self._script),
            lines=contents(ctx),
            sections=[Markup(s) for s in self.sections],  # noqa: S704 - made from escaped parts
            bodies=body_lines(ctx),
            terms=glossary(ctx),
            mark=self.mark,
        )
        return html.encode("utf-8", "replace")

    @cached_property
    def checksum(self) -> str:
        """Return the SHA-256 of the file, as Windows and others show it."""
        return hashlib.sha256(self.content).hexdigest()


def _hash(text: str) -> str:
    """Return what a policy names an inline style or script by."""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
