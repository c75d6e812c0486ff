"""Feeds the site plan to MkDocs, or to an engine with the same interface (ProperDocs).

Nothing here imports the engine: its classes are taken from the module that its own configuration
comes from, so that the same hooks serve both. State lives on the configuration, which is made anew
for each build, and never in a module, which ``serve`` never reloads.
"""

import logging
from contextlib import ExitStack, suppress
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from avtaleverk.engines.cache import FileCache, default_cache_path
from avtaleverk.engines.publishing.scan import write_manifest
from avtaleverk.engines.reuse import lay_known_pages
from avtaleverk.engines.search_index import search_index
from avtaleverk.engines.verify import verified
from avtaleverk.engines.workshop import Workshop
from avtaleverk.model.downloads import Formats, formats_of
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.site.plan import Page, Plan
from avtaleverk.site.promises import broken, unrecorded

# What the folder of an ordinary MkDocs site may say under ``extra`` in mkdocs.yml.
_log = logging.getLogger("mkdocs.avtaleverk")
_OPTIONS = "avtaleverk"
_STATE = "_avtaleverk"
# What theme/main.html calls.
_DOCUMENT = "dokument"
_WATCHED = (
    "avtaler",
    "retningslinjer",
    "organisasjon",
    "helsefellesskap.yml",
    "ordliste.yml",
    "avtaleverk.lock",
    "avtaleverk.signaturer",
    "underskrivere",
    "videresending.yml",
    "avtaleverk.permalenker",
)


class _Build:
    """One build: the workshop it is made in, its plan, and its pages by their source names."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.plan: Plan | None = None
        self.pages: dict[str, Page] = {}
        self.made = 0
        self.indexing = ExitStack()


def _engine(config: Any, module: str) -> ModuleType:
    """Return a module of the engine that ``config`` belongs to."""
    name = type(config).__module__.partition(".")[0]
    return import_module(f"{name}.{module}")


def _abort(config: Any, message: str, lines: list[str]) -> Exception:
    """Return the exception with which the engine of ``config`` stops a build without a traceback."""
    stop: Exception = _engine(config, "exceptions").Abort("\n  ".join([message, *lines]))
    return stop


def _workshop(config: Any) -> Workshop:
    options = config.extra.get(_OPTIONS) or {}
    given = options.get("verksted")
    if isinstance(given, Workshop):
        return given
    base = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    day = options.get("dato")
    wanted = date.fromisoformat(str(day)) if day else None
    root = (base / str(options.get("rot", "."))).resolve()
    formats = _formats(config, options.get("med"))
    return Workshop(root, wanted, FileCache(default_cache_path()), formats=formats)


def _formats(config: Any, given: Any) -> Formats:
    """Read ``med``: a list of formats, or one text with commas."""
    names = given.split(",") if isinstance(given, str) else given or []
    try:
        return formats_of(map(str, names))
    except (AvtaleverkError, TypeError) as error:
        lines = [f"Under extra: {_OPTIONS}: i mkdocs.yml står med: {given}. {error}"]
        raise _abort(config, "Innstillingene i mkdocs.yml kan ikke brukes", lines) from error


def _plan(workshop: Workshop) -> Plan:
    """Plan the site and let the engine's own log carry the warnings, since no command shows them."""
    plan = workshop.plan()
    for finding in workshop.reading.findings if workshop.reading else ():
        _log.warning("%s", finding)
    return plan


def on_config(config: Any) -> Any:
    """Begin a build: our pages bring their own frame, index and site map."""
    config.extra[_STATE] = _Build(_workshop(config))
    theme = config.theme
    theme.static_templates.clear()
    # Nothing of the installed theme is used, and going through its thousands of files takes time at each build.
    unused = _engine(config, "utils").get_theme_dir(theme.name) if theme.name else None
    own = str(Path(__file__).resolve().parent.parent / "theme")
    theme.dirs[:] = [own, *(folder for folder in theme.dirs if folder != unused)]
    return config


def on_files(files: Any, config: Any) -> Any:
    """Replace what MkDocs found by the files of the plan."""
    build: _Build = config.extra[_STATE]
    structure = _engine(config, "structure.files")
    try:
        plan = build.plan = build.workshop.planned or _plan(build.workshop)
    except AvtaleverkError as error:
        lines = [f"{f.severity.value}: {f}" for f in error.findings]
        raise _abort(config, str(error), lines) from error
    for file in list(files):
        # The engine copies whatever lies in docs/, also what could run; the plan has the files that may lie there.
        files.remove(file)
    workshop = build.workshop
    # The indexes are made from the texts alone, so that another process can be at it while the pages are made.
    build.indexing.enter_context(
        search_index(plan, Path(config.site_dir), workshop.previous, stale=workshop.later is not None)
    )
    workshop.laid = lay_known_pages(plan, Path(config.site_dir), workshop.previous, workshop.cache)
    for page in plan:
        if page.path not in workshop.laid:
            files.append(_page_file(structure, config, build, page))
    for extra in plan.files:
        if extra.key:
            continue
        where: dict[str, Any] = {"abs_src_path": str(extra.origin)} if extra.origin else {"content": extra.data()}
        files.append(
            structure.File.generated(config, extra.path, inclusion=structure.InclusionLevel.NOT_IN_NAV, **where)
        )
    return files


def _page_file(structure: ModuleType, config: Any, build: _Build, page: Page) -> Any:
    """Return a page for the engine to build."""
    source = page.path.removesuffix(".html") + ".md"
    file = structure.File.generated(config, source, content="", inclusion=structure.InclusionLevel.NOT_IN_NAV)
    file.dest_uri = page.path
    build.pages[source] = page
    return file


def on_page_content(html: str, page: Any, config: Any) -> str:
    """Let the theme ask for the whole document of a planned page when it is written, and add nothing to it.

    The engine keeps the content of every page until the last one is read, which large sites have no memory for.
    """
    build: _Build = config.extra[_STATE]
    planned = build.pages.get(page.file.src_uri)
    page.meta[_DOCUMENT] = partial(_document, build, planned) if planned else lambda: html
    return html


def _document(build: _Build, page: Page) -> str:
    build.made += 1
    build.workshop.progress.count("Lager sider:", build.made, len(build.pages))
    return build.plan.document(page) if build.plan else ""


def on_post_build(config: Any) -> None:
    """Index the pages for search, check the finished site, and keep what can be used again."""
    build: _Build = config.extra[_STATE]
    if build.plan is None:
        return
    workshop, site = build.workshop, Path(config.site_dir)
    workshop.progress.step("Kontrollerer lenkene og lager søket")
    faults, ids = verified(build.plan, site, workshop.cache)
    workshop.finish()
    build.indexing.close()
    if faults:
        raise _abort(config, f"Nettstedet har {len(faults)} feil", faults)
    _keep_promises(build.plan, workshop, ids, config)
    if not workshop.is_preview:
        write_manifest(build.plan, site)


def abandon(config: Any) -> None:
    """Stop what was begun beside a build that failed; without this it stops when the build is forgotten."""
    build: _Build | None = config.extra.get(_STATE)
    if build is not None:
        stop = AvtaleverkError("")
        with suppress(AvtaleverkError):
            build.indexing.__exit__(type(stop), stop, None)


def _keep_promises(plan: Plan, workshop: Workshop, ids: dict[str, list[str]], config: Any) -> None:
    """Stop a build that would lose what was published; nothing was where nothing is recorded."""
    if not plan.corpus.published:
        return
    workshop.unrecorded = unrecorded(plan, ids)
    lost = broken(plan, ids) if workshop.keeps_promises else []
    if lost:
        raise _abort(
            config, f"{len(lost)} lenker som er publisert, ville ført ingen steder", [f"feil: {f}" for f in lost]
        )


def on_serve(server: Any, config: Any) -> Any:
    """Rebuild when a content file changes, whichever folder it lies in."""
    root = config.extra[_STATE].workshop.root
    for name in _WATCHED:
        if (root / name).exists():
            server.watch(str(root / name))
    return server
