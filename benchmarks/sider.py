"""Measures what a page costs the reader's device: bytes and requests, and the longest task while it loads.

Run ``python benchmarks/sider.py [--rot MAPPE]``. The largest page of every kind is opened in Chromium, each visit in a
profile of its own. Bytes and requests are held by the browser tests too; a time is only told here, against its bar,
since it is another on another machine. What a search costs as one types, ``sok_stor.py`` tells. Exit status 1 where
a page is over a bar.
"""

import argparse
import gzip
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Response
from sok_nettleser import chromium

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "nettleser"))
from site_server import ROOT, Site, build, served

_BYTES, _REQUESTS, _TASK_MS = 150_000, 16, 50.0
_VISITS, _SETTLE_MS = 5, 300
_NO_FRAME = "uten ramme"
_WATCH = """window.lange = [];
new PerformanceObserver((list) => { for (const task of list.getEntries()) lange.push(task.duration); })
  .observe({type: "longtask", buffered: true});"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a page costs: its kind and address, bytes as they are sent, requests, and the longest task in ms."""

    kind: str
    address: str
    size: int
    requests: int
    task: float

    @property
    def is_over(self) -> bool:
        """Say whether it is over a bar."""
        return self.size > _BYTES or self.requests > _REQUESTS or self.task > _TASK_MS


def largest_of_each(site: Site) -> dict[str, str]:
    """Return the address of the largest page of each kind."""
    found: dict[str, str] = {}
    for address in sorted(site.pages(), key=lambda address: len(site.html(address))):
        found[site.html(address).partition('class="side side--')[2].partition('"')[0] or _NO_FRAME] = address
    return dict(sorted(found.items()))


def visit(browser: Browser, site: Site, address: str) -> tuple[int, int, float]:
    """Return bytes, requests and the longest task of one visit; browsers tell of no task under 50 ms."""
    context = browser.new_context(base_url=site.url)
    context.add_init_script(_WATCH)
    page = context.new_page()
    heard: list[Response] = []
    page.on("response", lambda response: heard.append(response))  # noqa: PLW0108 - the library marks the function it is given
    page.goto(address, wait_until="load")
    page.wait_for_timeout(_SETTLE_MS)
    longest = float(page.evaluate("Math.max(0, ...lange)"))
    size = sum(len(gzip.compress(response.body(), 6)) for response in heard)
    context.close()
    # The index of the search comes in small pieces, so that few bytes are asked for.
    return size, len([response for response in heard if "/pagefind" not in response.url]), longest


def costs(browser: Browser, site: Site, visits: int) -> Iterator[Cost]:
    """Yield the cost of each kind of page; the first visit of all warms the browser and does not count."""
    pages = largest_of_each(site)
    visit(browser, site, "/")
    for kind, address in pages.items():
        seen = [visit(browser, site, address) for _ in range(visits)]
        yield Cost(kind, address, seen[0][0], seen[0][1], median(task for _, _, task in seen))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Mål hva sidene koster leserne.")
    parser.add_argument("--rot", type=Path, default=ROOT, help="mappa som skal bygges")
    parser.add_argument("--besok", type=int, default=_VISITS, help="antall besøk på hver side")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "site"
        build(options.rot.resolve(), folder)
        with served(folder) as site, chromium() as browser:
            found = list(costs(browser, site, options.besok))
    print(f"{'slag':<18}{'kB':>7}{'spørringer':>12}{'lengste oppgave':>17}  adresse")
    for cost in found:
        task = f"{cost.task:.0f} ms" if cost.task else "under 50 ms"
        mark = "  OVER" if cost.is_over else ""
        print(f"{cost.kind:<18}{cost.size / 1000:>7.1f}{cost.requests:>12}{task:>17}  {cost.address}{mark}")
    print(f"Krav: {_BYTES // 1000} kB, {_REQUESTS} spørringer, ingen oppgave over {_TASK_MS:.0f} ms")
    return 1 if any(cost.is_over for cost in found) else 0


if __name__ == "__main__":
    sys.exit(main())
