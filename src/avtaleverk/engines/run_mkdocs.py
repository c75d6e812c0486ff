"""Runs MkDocs on a workshop: with the folder's own ``mkdocs.yml``, or without one."""

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from avtaleverk.engines.mkdocs import abandon
from avtaleverk.engines.reuse import stamps
from avtaleverk.engines.site_folder import new_site, write_mark
from avtaleverk.engines.workshop import Workshop
from avtaleverk.model.disk_faults import cure, why
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.site.plan import Plan

# Material warns at each import that its life ends; editors can do nothing about it.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

_HOOK = "nettsted.py"


def hook_file() -> Path:
    """Return the hook, beside the package when installed, at the top of the source when not."""
    package = Path(__file__).resolve().parent.parent
    places = (package / "hooks" / _HOOK, package.parent.parent / "hooks" / _HOOK)
    return next(place for place in places if place.is_file())


@contextmanager
def _config(workshop: Workshop, plan: Plan, site: Path) -> Iterator[MkDocsConfig]:
    """Give a configuration of MkDocs; a folder without ``mkdocs.yml`` needs none."""
    own = workshop.root / "mkdocs.yml"
    with tempfile.TemporaryDirectory() as empty:
        config = _own(own, site) if own.is_file() else _default(workshop, plan, site, empty)
        if not any(Path(hook).name == _HOOK for hook in config.hooks):
            msg = f"mkdocs.yml bruker ikke avtaleverk. Legg til linjene hooks: og - hooks/{_HOOK}"
            raise AvtaleverkError(msg)
        config.extra["avtaleverk"] = {"verksted": workshop}
        try:
            yield config
        except BaseException:
            abandon(config)
            raise


def _own(settings: Path, site: Path) -> MkDocsConfig:
    """Read the folder's own settings; raises AvtaleverkError with the engine's words, which are English, within ours."""
    try:
        return load_config(str(settings), site_dir=str(site))
    except MkDocsException as error:
        # Where it aborts, it has already said why.
        words = (
            "MkDocs har sagt hvorfor i linja over, på engelsk" if isinstance(error, Abort) else f"MkDocs sier: {error}"
        )
        msg = f"Innstillingene i {settings} kan ikke brukes. {words}\nRett fila, eller ta den bort: avtaleverk kan bygge uten"
        raise AvtaleverkError(msg) from error


def _default(workshop: Workshop, plan: Plan, site: Path, empty: str) -> MkDocsConfig:
    docs = workshop.root / "docs"
    config = MkDocsConfig()
    config.load_dict(
        {
            "site_name": plan.corpus.community.name,
            "site_url": plan.corpus.community.address,
            "docs_dir": str(docs) if docs.is_dir() else empty,
            "site_dir": str(site),
            "theme": {"name": "material", "font": False, "language": plan.corpus.community.language},
            "plugins": [],
            "hooks": [str(hook_file())],
        }
    )
    errors, _ = config.validate()
    if errors:
        msg = "; ".join(f"{key}: {error}" for key, error in errors)
        raise AvtaleverkError(msg)
    return config


def build_site(workshop: Workshop, target: Path) -> Plan:
    """Build the site of ``workshop`` and put it at ``target``.

    Raises AvtaleverkError with the findings; the old site is then untouched.
    """
    plan = workshop.plan()
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    workshop.previous = target
    with new_site(target, workshop.later) as folder:
        try:
            with _config(workshop, plan, folder) as config:
                mkdocs_build(config)
        except MkDocsException as error:
            raise AvtaleverkError(str(error)) from error
        except OSError as error:
            msg = f"Nettstedet ble ikke bygd: {why(error)}. {cure(error, str(error))}. Det gamle er som før"
            raise AvtaleverkError(msg) from error
        write_mark(folder, plan, stamps(plan, folder, workshop.laid))
    workshop.planned = None
    return plan
