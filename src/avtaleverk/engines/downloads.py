"""Makes the texts of the site into files, each once, on all the processors there are."""

import gc
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from avtaleverk.corpus.picture_data import PictureData, picture_data
from avtaleverk.engines.file_makers import Maker
from avtaleverk.engines.file_shelf import FileShelf, shelve
from avtaleverk.engines.progress import Progress
from avtaleverk.exports.paper import Paper
from avtaleverk.history.pool import end_with_parent, process_context, processors
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.disk_faults import why
from avtaleverk.model.downloads import FileFormat, Formats
from avtaleverk.model.findings import AvtaleverkError, Finding
from avtaleverk.pages.context import Context
from avtaleverk.site.downloads import Downloads, MadeFile, Wanted, WantedBook, wanted, wanted_book
from avtaleverk.text import TextStore
from avtaleverk.text.store import fingerprint

# Below so many texts, starting another process takes longer than the work itself.
_WORTH_IT = 4
_MOST_WORKERS = 8
# A photograph as a phone takes it; a larger one is shown as its words.
_MOST_OF_PICTURE = 5_000_000

Makers = Mapping[FileFormat, Maker]


@dataclass(frozen=True, slots=True)
class Job:
    """The files that are to be made of one text; ``keys`` says under which key each is kept.

    Another process has the corpus already, so that the numbers of the versions are enough. Without a folder it is the
    book, and ``version`` the day that it shows.
    """

    folder: str
    version: str
    old: str | None
    keys: tuple[tuple[FileFormat, str], ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one file: where it is, or why it is nowhere."""

    key: str
    place: Path | None
    fault: str = ""


@dataclass(frozen=True)
class Bench:
    """Where files are made: the corpus on one day, how each kind is made, and the folder that keeps them.

    ``root`` is where pictures lie. ``texts`` are those known already, which no other process may share.
    """

    corpus: Corpus
    day: date
    root: Path
    makers: Makers
    folder: Path
    texts: TextStore = field(default_factory=TextStore, compare=False, repr=False)

    @cached_property
    def ctx(self) -> Context:
        """Return what the texts are put together with."""
        return Context(self.corpus, self.day, self.texts)

    @cached_property
    def pictures(self) -> PictureData:
        """Return what reads the pictures of the texts."""
        return picture_data(self.root, _MOST_OF_PICTURE)

    def __reduce__(self) -> tuple[type["Bench"], tuple[Corpus, date, Path, Makers, Path]]:
        """Let another process have a bench of its own."""
        return Bench, (self.corpus, self.day, self.root, self.makers, self.folder)

    def another(self) -> "Bench":
        """Return a bench that shares nothing that changes with this one."""
        return replace(self, texts=TextStore())

    def do(self, job: Job) -> list[Done]:
        """Make the files of one text, which is put together once for all of them. What went wrong is told, not raised."""
        if not job.folder:
            return [self._book(date.fromisoformat(job.version), format_, key) for format_, key in job.keys]
        try:
            paper = self._paper(job)
        except AvtaleverkError as error:
            return [Done(key, None, _told(error)) for _, key in job.keys]
        return [self._made(paper, format_, key) for format_, key in job.keys]

    def _paper(self, job: Job) -> Paper:
        document = self.ctx.corpus.document(job.folder)
        version = document.version(job.version) if document else None
        if document is None or version is None:
            msg = f"{job.folder} har ingen versjon {job.version}"
            raise AvtaleverkError(msg)
        return Wanted(document, version, document.version(job.old) if job.old else None, "").paper(self.ctx)

    def _book(self, day: date, format_: FileFormat, key: str) -> Done:
        book = self.makers[format_].book
        ctx = Context(self.corpus, day, self.texts)
        return self._kept(format_, key, lambda: book(ctx, self.pictures) if book else b"")

    def _made(self, paper: Paper, format_: FileFormat, key: str) -> Done:
        return self._kept(format_, key, lambda: self.makers[format_].make(self.ctx, paper, self.pictures))

    def _kept(self, format_: FileFormat, key: str, make: Callable[[], bytes]) -> Done:
        try:
            data = make()
        except AvtaleverkError as error:
            return Done(key, None, _told(error))
        except Exception as error:  # noqa: BLE001 - whatever a library makes of a text, an editor gets no traceback
            return Done(key, None, f"{type(error).__name__}: {error}")
        try:
            return Done(key, shelve(self.folder, key, format_, data))
        except OSError as error:
            return Done(key, None, f"Kan ikke skrive i {self.folder}: {why(error)}")


def _told(error: AvtaleverkError) -> str:
    return ". ".join([str(error), *map(str, error.findings)])


Keys = Mapping[str, tuple[tuple[FileFormat, str], ...]]


def make_downloads(bench: Bench, formats: Formats, progress: Progress) -> Downloads:
    """Return the files of the site; those not made before are made now, and kept.

    Raises AvtaleverkError with a finding for each file that could not be made.
    """
    texts = list(_wanted(bench, formats))
    keys = {text.key: tuple(_keys(bench, text, formats)) for text in texts}
    shelf = FileShelf(bench.folder)
    places = {key: shelf.find(key) for pairs in keys.values() for _, key in pairs}
    jobs = [_job(text, tuple(pair for pair in keys[text.key] if not places[pair[1]])) for text in texts]
    made = {done.key: done for done in _all_done(bench, [job for job in jobs if job.keys], progress)}
    if findings := list(_faults(texts, keys, made)):
        msg = f"{len(findings)} {'fil' if len(findings) == 1 else 'filer'} kunne ikke lages"
        raise AvtaleverkError(msg, findings)
    places |= {key: done.place for key, done in made.items()}
    shelf.prune()
    return Downloads(formats, tuple(_files(bench.ctx, texts, keys, places)))


def _wanted(bench: Bench, formats: Formats) -> Iterator[Wanted | WantedBook]:
    """Yield all that is to be had as files, what takes longest first."""
    if any(bench.makers[f].book for f in formats) and (book := wanted_book(bench.ctx, bench.pictures)):
        yield book
    yield from wanted(bench.ctx, bench.pictures)


def _keys(bench: Bench, text: Wanted | WantedBook, formats: Formats) -> Iterator[tuple[FileFormat, str]]:
    for format_ in formats:
        maker = bench.makers[format_]
        if maker.book or isinstance(text, Wanted):
            yield format_, fingerprint(text.key, format_, maker.edition)


def _job(text: Wanted | WantedBook, keys: tuple[tuple[FileFormat, str], ...]) -> Job:
    if isinstance(text, WantedBook):
        return Job("", text.day.isoformat(), None, keys)
    return Job(text.document.folder, text.version.number, text.old.number if text.old else None, keys)


def _all_done(bench: Bench, jobs: list[Job], progress: Progress) -> Iterator[Done]:
    """Yield every file as it is made, and count them."""
    for format_ in sorted({format_ for job in jobs for format_, _ in job.keys}):
        # Before other processes are begun, so that they have it from the start.
        bench.makers[format_].ready()
    total, done = sum(len(job.keys) for job in jobs), 0
    for files in _each(bench, jobs):
        done += len(files)
        progress.count("Lager filer:", done, total, every=1)
        yield from files


def _each(bench: Bench, jobs: list[Job]) -> Iterator[list[Done]]:
    """Do all jobs, in other processes where that is worth it; what they could not do is done here."""
    left = dict.fromkeys(jobs)
    if len(jobs) >= _WORTH_IT:
        # Where a machine allows no further processes, or stops one of them, the rest is made by this one.
        with suppress(OSError, BrokenProcessPool):
            for job, files in _in_parallel(bench, jobs):
                del left[job]
                yield files
    yield from map(bench.do, left)


def _in_parallel(bench: Bench, jobs: list[Job]) -> Iterator[tuple[Job, list[Done]]]:
    workers = min(processors(), _MOST_WORKERS, len(jobs))
    pool = ProcessPoolExecutor(workers, process_context(), _begin, (bench,))
    try:
        work = {pool.submit(_do, job): job for job in jobs}
        for future in as_completed(work):
            yield work[future], future.result()
    finally:
        # Whoever breaks off need not wait for what nobody has begun.
        pool.shutdown(cancel_futures=True)


# The bench of a process that was begun to make files, put there before its first job; any other process has none.
_own: list[Bench] = []


def _begin(bench: Bench) -> None:
    end_with_parent()
    _own[:] = [bench.another()]
    # What is here from the start stays, so that looking for what can go takes no time.
    gc.freeze()


def _do(job: Job) -> list[Done]:
    done = _own[0].do(job)
    # What a PDF was set with holds on to itself, and would grow to gigabytes.
    gc.collect()
    return done


def _faults(texts: list[Wanted | WantedBook], keys: Keys, made: Mapping[str, Done]) -> Iterator[Finding]:
    for text in texts:
        for format_, key in keys[text.key]:
            if key in made and (fault := made[key].fault):
                message = f"{format_.word}-fila av {text.name} kunne ikke lages. {fault}"
                yield Finding(*text.place, "", message)


def _files(
    ctx: Context, texts: list[Wanted | WantedBook], keys: Keys, places: Mapping[str, Path | None]
) -> Iterator[MadeFile]:
    for text in texts:
        for format_, key in keys[text.key]:
            if place := places[key]:
                size = place.stat().st_size
                yield from (MadeFile(address, place, size) for address in text.addresses(ctx, format_))
