"""No text can do anything but be read, with no policy to help: what Markdown becomes is safe by itself."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from attacks import LIST, PLACES, inline, links
from listener import Listener, Stage, listening, staged
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError
from reader import PATIENCE_SECONDS
from trap import ARMED, ran, strange

from avtaleverk.redline import compare
from avtaleverk.text import render

pytestmark = pytest.mark.nettleser
_SHARE = 40


@pytest.fixture
def ears() -> Iterator[Listener]:
    """Listen for what the attacks ask for."""
    with listening() as listener:
        yield listener


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    """Give a page in a browser; nothing but what it is shown keeps it from harm."""
    with staged() as stage:
        context = browser.new_context(base_url=stage.url)
        context.add_init_script(ARMED)
        page = context.new_page()
        page.on("dialog", lambda dialog: (page.evaluate(f"{LIST}.push('dialog')"), dialog.dismiss()))
        _STAGES[page] = stage
        yield page
        del _STAGES[page]
        context.close()


_STAGES: dict[Page, Stage] = {}


def shown(page: Page, html: str) -> None:
    """Let the browser read the HTML as it reads a page that it is sent."""
    _STAGES[page].html = f"<!doctype html><html lang=nb><title>x</title><body><main>{html}</main>"
    page.goto("/")


RUNS = {"script", "img-feil", "svg-lastet", "ramme-tekst", "stil-brudd", "utvidet", "fokus"}
LOADS = {"img-fra", "script-fra", "stil-hentet", "ramme-fra", "svg-bilde", "video-plakat", "objekt"}


def test_the_trap_is_a_trap(bare: Page, ears: Listener) -> None:
    """Attacks that nobody disarms do run and are heard: so a silent trap means something."""
    caught = set()
    for name in (*sorted(RUNS | LOADS), "meta-videre"):
        with suppress(PlaywrightError):  # the last one leads the reader away and takes the page with it
            shown(bare, inline(ears.url)[name])
            caught |= {name} if _comes(lambda name=name: bool(ran(bare)) or name in _names(ears)) else set()
    bare.wait_for_url(f"{ears.url}/**")
    assert caught >= RUNS
    assert _names(ears) >= LOADS | {"meta-videre"}


def _names(ears: Listener) -> set[str]:
    """Return the attacks that have been heard."""
    return {path.rpartition("/")[2] for path in ears.heard}


def _comes(truth: Callable[[], bool]) -> bool:
    """Say whether an attack runs or is heard once the browser has its time, which a busy machine may not give at once."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while not (came := truth()) and time.monotonic() < ends:
        pass
    return came


@pytest.mark.parametrize("place", PLACES)
def test_words_stay_words(bare: Page, ears: Listener, place: str) -> None:
    """Every attack, wherever in a text it stands, is letters on the page."""
    form = PLACES[place]
    attacks = list(inline(ears.url).items())
    for start in range(0, len(attacks), _SHARE):
        html = "".join(render(form.replace("{a}", attack)).html for _, attack in attacks[start : start + _SHARE])
        shown(bare, html)
        assert strange(bare) == []
        assert ran(bare) == []
    assert ears.heard == []


def test_no_way_of_writing_an_address_runs(bare: Page, ears: Listener) -> None:
    """However an address is spelled, and whichever way a link is written, the browser is led to nothing that runs."""
    written = list(links(ears.url).items())
    for start in range(0, len(written), _SHARE):
        html = "".join(render(link).html for _, link in written[start : start + _SHARE])
        shown(bare, html)
        assert strange(bare) == []
        assert ran(bare) == []
    assert ears.heard == []


def test_marked_differences_are_as_safe(bare: Page, ears: Listener) -> None:
    """What is added, taken out and changed in a redline is letters too."""
    attacks = list(inline(ears.url).values())
    for start in range(0, len(attacks), _SHARE):
        some = attacks[start : start + _SHARE]
        old = "## 1 Om\n\n" + "\n\n".join(f"Et ord {attack}" for attack in some)
        new = "## 1 Om\n\n" + "\n\n".join(f"Et annet {attack} ord" for attack in reversed(some))
        for one, other in ((old, new), ("## 1 Om\n\nx", new), (old, "## 1 Om\n\nx")):
            shown(bare, compare(one, other).to_html())
            assert ran(bare) == []
            assert [f for f in strange(bare) if not f.startswith("<style")] == []
    assert ears.heard == []
