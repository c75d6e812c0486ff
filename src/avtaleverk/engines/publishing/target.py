"""Reads where to publish: a folder, ``rsync:vert:/sti`` or ``rclone:fjern:sti``."""

import re
from pathlib import Path

from avtaleverk.engines.publishing.folder import FolderPlace
from avtaleverk.engines.publishing.place import Place, PublishingError
from avtaleverk.engines.publishing.rclone import RclonePlace
from avtaleverk.engines.publishing.rsync import RsyncPlace

# A host or a path; nothing that a program could take for an option of its own.
_RSYNC = re.compile(r"[^-\s][^\s]*")
_RCLONE = re.compile(r"(?:[^-:/\s][^:/]*|:[a-z0-9]+(?:,[^:]*)?):[^-].*|(?:[^-:/\s][^:/]*):")
_HOST_LIKE = re.compile(r"[\w.-]+@[\w.-]+:|[a-z]{2,}:", re.IGNORECASE)


# How places begin that are reached by a program.
FAR = ("rsync:", "rclone:")
# Where texts and settings lie; a site laid there would be read as some of them.
_TEXTS = ("avtaler", "retningslinjer", "organisasjon", "docs", "maler", "innboks")


def place_of(target: str, base: Path, root: Path | None = None) -> Place:
    """Return the place that a target names; a folder is seen from ``base``, and is not among the texts of ``root``.

    Raises PublishingError in words.
    """
    kind, _, rest = target.partition(":")
    if kind == "rsync" and _RSYNC.fullmatch(rest) and not _hides_option(rest):
        return RsyncPlace(rest if _is_remote(rest) else str((base / rest).resolve()))
    if kind == "rclone" and _RCLONE.fullmatch(rest):
        return RclonePlace(rest)
    if kind in {"rsync", "rclone"} or not target.strip() or _HOST_LIKE.match(target):
        msg = (
            f"«{target}» er ikke et sted det kan publiseres til. Skriv en mappe (/srv/nettsted), "
            "rsync:bruker@tjener:/sti (uten mellomrom) eller rclone:sted:sti."
        )
        raise PublishingError(msg)
    folder = (base / target).resolve()
    if root and (where := next((t for t in _TEXTS if folder.is_relative_to(root / t)), None)):
        msg = f"{folder} ligger i mappa {where}, der tekstene er. Velg et sted utenfor, for eksempel ../nettsted."
        raise PublishingError(msg)
    return FolderPlace(folder)


def _is_remote(target: str) -> bool:
    """Say whether rsync takes it for a host with a path, and not for a path here."""
    return ":" in target.partition("/")[0]


def _hides_option(target: str) -> bool:
    """Say whether the host, or the user on it, would be taken for an option by ssh."""
    return "@-" in target or target.startswith("-")
