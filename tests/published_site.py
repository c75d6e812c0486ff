"""A small corpus whose addresses are written down, and what a reader with an old link meets after an edit."""

import os
import re
import shutil
from datetime import date
from pathlib import Path
from posixpath import normpath

from avtaleverk.corpus.permalinks_file import PERMALINKS, format_permalinks, parse_permalinks
from avtaleverk.engines.cache import FileCache
from avtaleverk.engines.verify import planned_ids
from avtaleverk.engines.workshop import Workshop
from avtaleverk.model.findings import AvtaleverkError, Finding
from avtaleverk.site.plan import Plan
from avtaleverk.site.promises import broken, promised

BASE = Path(__file__).resolve().parent / "darlige" / "_grunnlag"
DAY = date(2026, 11, 22)
# A cache that has no file: what many plans of the same texts have in common is made once.
_KEPT = FileCache(Path(os.devnull) / "ingen")
_HREF = re.compile(r'<a id="videre" href="([^"]*)"')


class PublishedSite:
    """The folder of a corpus; ``publish`` writes down what its site promises, ``plan`` makes it as it is now."""

    def __init__(self, place: Path, base: Path = BASE) -> None:
        self.root = Path(shutil.copytree(base, place / "korpus"))

    def plan(self, day: date = DAY) -> Plan:
        """Plan the site of the folder as it is now; raises AvtaleverkError."""
        return Workshop(self.root, day, _KEPT).plan()

    def publish(self) -> dict[str, frozenset[str]]:
        """Write down every address, as the command does, and return all that is written down."""
        plan = self.plan()
        text = format_permalinks(promised(plan, planned_ids(plan)))
        (self.root / PERMALINKS).write_text(text, "utf-8")
        return {p.address: p.anchors for p in parse_permalinks(text).entries}

    def lost(self, day: date = DAY) -> tuple[Plan | None, list[Finding]]:
        """Return the site of the folder (None where its files have errors), and what would stop its build."""
        try:
            plan = self.plan(day)
        except AvtaleverkError as error:
            return None, list(error.findings)
        return plan, broken(plan, planned_ids(plan))

    def edit(self, path: str, old: str, new: str) -> None:
        """Put ``new`` in the place of ``old`` in a content file."""
        file = self.root / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    def tell(self, line: str) -> None:
        """Add a line to what is said of texts that were taken away."""
        self.write("videresending.yml", f"{(self.root / 'videresending.yml').read_text('utf-8')}{line}\n")

    def write(self, path: str, text: str) -> None:
        """Write a content file."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")


class Reader:
    """Follows an old link on a site, and asks nothing but what is there."""

    def __init__(self, plan: Plan) -> None:
        self._pages = {page.path: plan.document(page) for page in plan}
        self._files = {file.path: file for file in plan.files}

    def meets(self, address: str, anchor: str = "") -> bool:
        """Say whether a link leads to its point, or to a page that says where it went."""
        path = f"{address}index.html" if not address or address.endswith("/") else address
        if path in self._pages:
            html = self._pages[path]
            return not anchor or f' id="{anchor}"' in html or 'class="tatt-bort"' in html
        if (file := self._files.get(path)) and (m := _HREF.search(file.content.decode("utf-8", "replace"))):
            return self.meets(normpath(f"{address}{m[1]}").lstrip("./") + "/", anchor)
        # A folder in the place of a file is what a web server shows then.
        folder = f"{path}/index.html"
        return path in self._files or ((folder in self._pages or folder in self._files) and self.meets(f"{address}/"))
