"""What a build needs from start to end: the folder, the day, the cache, and what was found."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from weakref import finalize

from avtaleverk.corpus import Reading
from avtaleverk.engines.cache import FileCache
from avtaleverk.engines.downloads import Bench, Makers, make_downloads
from avtaleverk.engines.file_makers import MAKERS
from avtaleverk.engines.file_shelf import is_usable
from avtaleverk.engines.progress import Progress
from avtaleverk.engines.site_folder import Later
from avtaleverk.history import read_checked
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.downloads import Formats
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.site.build_plan import build_plan
from avtaleverk.site.downloads import NO_DOWNLOADS, Downloads
from avtaleverk.site.plan import Plan
from avtaleverk.text import TextStore


@dataclass
class Workshop:
    """Reads ``root`` and plans its site as of ``day`` (today where it is None).

    ``previous`` is the site of the build before, from which pages and the search index may be taken. A preview
    gives ``later``, which takes work that a reader need not wait for; the index is then taken even when it is out
    of date, and the preview makes a new one. ``laid`` has the stamps of the pages that the last build did not have
    to make. ``is_preview`` is true for a site that nobody publishes; ``unrecorded`` is how many addresses of the last build have something that is
    not written down as published. ``formats`` are the kinds of file that the texts of the site are to be had as, made
    by ``makers``. One workshop serves many builds of the same folder; what did not change is not made again.
    """

    root: Path
    day: date | None = None
    cache: FileCache | None = None
    progress: Progress = field(default_factory=Progress)
    previous: Path | None = None
    later: Later | None = None
    is_preview: bool = False
    formats: Formats = ()
    makers: Makers = field(default_factory=lambda: MAKERS)
    unrecorded: int = field(init=False, default=0)
    laid: dict[str, str] = field(init=False, default_factory=dict)
    reading: Reading | None = field(init=False, default=None)
    texts: TextStore = field(init=False)
    planned: Plan | None = field(init=False, default=None)
    _scratch: ExitStack = field(init=False, repr=False, default_factory=ExitStack)

    def __post_init__(self) -> None:
        """Share one store of texts between all builds."""
        self.texts = TextStore(self.cache)

    @property
    def keeps_promises(self) -> bool:
        """Say whether the site must have all that was published; that of a day gone by lacks what came since."""
        return not self.is_preview and (self.day is None or self.day >= date.today())  # noqa: DTZ011 - the editor's own day

    def plan(self) -> Plan:
        """Return the plan of the folder as it is now; raises AvtaleverkError with the findings."""
        self.progress.step("Leser mappa")
        day = self.day or date.today()  # noqa: DTZ011 - the editor's own day
        self.reading = read_checked(self.root, self.texts, day)
        if self.reading.corpus is None:
            msg = f"Mappa har {len(self.reading.errors)} feil som må rettes først"
            raise AvtaleverkError(msg, self.reading.findings)
        downloads = self._downloads(self.reading.corpus, day)
        self.progress.step("Planlegger sidene")
        self.planned = build_plan(self.reading.corpus, self.root, day, self.texts, self.cache, downloads=downloads)
        return self.planned

    def _downloads(self, corpus: Corpus, day: date) -> Downloads:
        if not self.formats:
            return NO_DOWNLOADS
        bench = Bench(corpus, day, self.root, self.makers, self._folder(), self.texts)
        return make_downloads(bench, self.formats, self.progress)

    def _folder(self) -> Path:
        """Return where files are kept: in the cache, else where they lie until the site has them."""
        if self.cache and is_usable(self.cache.folder):
            return self.cache.folder
        place = Path(mkdtemp(prefix="avtaleverk-filer-"))
        self._scratch.callback(rmtree, place, ignore_errors=True)
        # A build that is broken off does not come to its end.
        finalize(self, self._scratch.close)
        return place

    def finish(self) -> None:
        """Put on disk what later builds can use, and remove what they cannot."""
        self._scratch.close()
        if self.cache:
            self.cache.save()
