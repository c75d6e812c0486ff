"""What a first view costs the reader: bytes over the line and requests, for every kind of page."""

import gzip
import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from page_kinds import KINDS, Kind
from playwright.sync_api import Response
from reader import Reader
from site_server import Site

from avtaleverk.site.headers import TEXTS, content_type

pytestmark = pytest.mark.nettleser

FIRST_VIEW, OWN_SCRIPT, REQUESTS = 150_000, 15_000, 16
# The page that shows every part of the site asks for the style of every part.
_REQUESTS_OF_STYLE = 20
# What is shown of a page changes nothing of what is sent for it, so each address is weighed once.
_ADDRESSES = {(k.site, re.split("[?#]", k.address)[0]): k for k in reversed(KINDS) if "?" not in k.address}
each_address = pytest.mark.parametrize("kind", _ADDRESSES.values(), ids=lambda kind: kind.name)


def over_the_line(response: Response) -> int:
    """Return what a response weighs as a host sends it: texts packed, pictures as they are."""
    kind = content_type(urlsplit(response.url).path.lstrip("/"))
    body = response.body()
    return len(gzip.compress(body, 6)) if kind.partition(";")[0] in TEXTS else len(body)


def _is_own_script(path: str) -> bool:
    """Say whether a file is script of ours; who opens the search page has asked for the engine of the search."""
    return path.startswith("/assets/") and path.endswith(".js") and not path.endswith(("/sokemotor.js", "/sokeord.js"))


@each_address
def test_first_view(reader: Reader, site: Callable[[str], Site], kind: Kind) -> None:
    """Opening a page takes at most 150 kB, 15 kB of it script of our own, in at most sixteen requests to the site itself."""
    page = reader.open(site(kind.site), kind.address)
    page.wait_for_load_state("networkidle")
    weights = {r.url: over_the_line(r) for r in reader.responses if r.url.startswith("http")}
    scripts = {url: w for url, w in weights.items() if _is_own_script(urlsplit(url).path)}
    assert len(weights) > 1
    assert sum(weights.values()) <= FIRST_VIEW, sorted(weights.items(), key=lambda item: -item[1])[:5]
    assert sum(scripts.values()) <= OWN_SCRIPT, scripts
    # The index of the search is made of small pieces so that few bytes are asked for, and those count above.
    most = _REQUESTS_OF_STYLE if kind.name == "style" else REQUESTS
    assert len([url for url in weights if "/pagefind" not in url]) <= most, sorted(weights)
