"""Reads an address as somebody has written it: is it one of this site, and which page and point does it name.

``pages/assets/lenkeregler.js`` does the same in the browser, and one table of cases is run through both.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

_ABSOLUTE = re.compile(
    r"(?:(https?):)?//([^/?#\\]*)([^?#]*)(?:\?[^#]*)?(?:#(.*))?", re.IGNORECASE | re.ASCII | re.DOTALL
)
_ROOTED = re.compile(r"(/(?!/)[^?#]*)(?:\?[^#]*)?(?:#(.*))?", re.DOTALL)
_AROUND = "".join(map(chr, range(0x21))) + "\x7f\xa0\u200b\ufeff"
# What browsers put behind an anchor to point at words.
_TEXT_FRAGMENT = ":~:"


@dataclass(frozen=True, slots=True)
class Place:
    """A page of this site and the anchor on it, as a link names them.

    ``path`` begins at the root of the site. ``is_exact`` is false where scheme or host is written otherwise than the
    site writes them itself, ``is_former`` is true where the link names an address that the site had before.
    """

    path: str
    anchor: str = ""
    is_exact: bool = True
    is_former: bool = False


@dataclass(frozen=True, slots=True)
class _Written:
    scheme: str
    host: str
    path: str
    anchor: str


def place_of(link: str, site: str, former: Sequence[str] = ()) -> Place | None:
    """Return what ``link`` names on the site at ``site``, None where it leads elsewhere; ``former`` are old addresses."""
    text = link.strip(_AROUND)
    own = _written(site)
    if own is None:
        return None
    if rooted := _ROOTED.fullmatch(text):
        path = _below(_resolved(_decoded(rooted[1])), _root(own))
        return None if path is None else Place(path, _anchor(rooted[2]))
    found = _written(text) or _without_scheme(text, site, former)
    if found is None:
        return None
    if _is_same(found, own) and (path := _below(found.path, _root(own))) is not None:
        exact = found.host == own.host and found.scheme in {"", own.scheme}
        return Place(path, found.anchor, is_exact=exact)
    for old in filter(None, map(_written, former)):
        if _is_same(found, old) and (path := _below(found.path, _root(old))) is not None:
            return Place(path, found.anchor, is_exact=False, is_former=True)
    return None


def host_of(address: str) -> str:
    """Return the host of an address without ``www.``, "" where it has none."""
    written = _written(address)
    return _plain(written.host) if written else ""


def _written(address: str) -> _Written | None:
    m = _ABSOLUTE.fullmatch(address.strip(_AROUND))
    if not m or not m[2] or "@" in m[2]:
        return None
    return _Written((m[1] or "").lower(), _host(m[2]), _resolved(_decoded(m[3])), _anchor(m[4]))


def _without_scheme(text: str, site: str, former: Sequence[str]) -> _Written | None:
    """Read ``vert.no/side/``, as people write addresses on paper; only hosts that are ours count."""
    host = re.split(r"[/?#]", text, maxsplit=1)[0]
    ours = {host_of(address) for address in (site, *former)}
    return _written(f"//{text}") if host and _plain(_host(host)) in ours else None


def _host(authority: str) -> str:
    """Return a host as browsers compare it: small letters, no default port, no final dot, letters beyond a-z coded."""
    host = re.sub(r":(?:80|443)?$", "", authority.lower()).rstrip(".")
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def _plain(host: str) -> str:
    return host.removeprefix("www.")


def _is_same(one: _Written, other: _Written) -> bool:
    return _plain(one.host) == _plain(other.host)


def _root(site: _Written) -> str:
    return f"{site.path.rstrip('/')}/"


def _below(path: str, root: str) -> str | None:
    """Return a path as seen from the root of the site, None where it lies beside it."""
    if not f"{path.rstrip('/')}/".startswith(root):
        return None
    inner = path[len(root) - 1 :] or "/"
    return inner.removesuffix("index.html") if inner.endswith("/index.html") else inner


def _decoded(text: str) -> str:
    """Return a text without percent signs; as it stands where they say nothing."""
    try:
        return unquote_to_bytes(text).decode()
    except UnicodeError:
        return text


def _resolved(path: str) -> str:
    """Return a path without doubled slashes and steps up, as a browser would ask for it."""
    parts: list[str] = []
    steps = path.split("/")
    for step in steps:
        if step == "..":
            del parts[-1:]
        elif step not in {"", "."}:
            parts.append(step)
    is_folder = steps[-1] in {"", ".", ".."} and bool(parts)
    return f"/{'/'.join(parts)}{'/' * is_folder}"


def _anchor(text: str | None) -> str:
    return _decoded((text or "").partition(_TEXT_FRAGMENT)[0])
