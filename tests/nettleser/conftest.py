"""One browser, the sites it reads, and a reader that notices everything that should not happen."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from hostile_corpus import write_hostile_corpus
from playwright.sync_api import Browser, expect, sync_playwright
from reader import PATIENCE_SECONDS, Reader
from sharing_corpus import write_sharing_corpus
from site_files import build_with_files
from site_server import ROOT, Site, build, copy_corpus, served

expect.set_options(timeout=PATIENCE_SECONDS * 1000)
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def _chromium() -> str:
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if not path:
        pytest.fail(f"The browser tests need one of {', '.join(_NAMES)}; run tools/chromium to install it")
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the Chromium of this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def browser_with_large_text(browser: Browser) -> Iterator[Browser]:
    """Start the same, as a reader has it who has set all text to twice the size."""
    flags = [*_FLAGS, "--blink-settings=defaultFontSize=32"]
    large = browser.browser_type.launch(executable_path=_chromium(), args=flags)
    yield large
    large.close()


@pytest.fixture(scope="session")
def telemark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build and serve the site of this repository."""
    folder = tmp_path_factory.mktemp("telemark") / "site"
    build(ROOT, folder)
    with served(folder) as site:
        yield site


@pytest.fixture(scope="session")
def finnmark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build and serve the example of another community, as it is in this repository."""
    folder = tmp_path_factory.mktemp("finnmark") / "site"
    build(ROOT / "eksempler" / "finnmark", folder)
    with served(folder) as site:
        yield site


@pytest.fixture(scope="session")
def later(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build and serve the same folder on a day when the national agreement has run out."""
    folder = tmp_path_factory.mktemp("later") / "site"
    build(ROOT, folder, "2028-01-01")
    with served(folder) as site:
        yield site


@pytest.fixture(scope="session")
def nynorsk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build and serve the same folder as a community that has chosen nynorsk."""
    place = tmp_path_factory.mktemp("nynorsk")
    root = copy_corpus(place / "korpus")
    community = root / "helsefellesskap.yml"
    community.write_text(community.read_text("utf-8").replace("sprak: nb", "sprak: nn"), "utf-8")
    build(root, place / "site")
    with served(place / "site") as site:
        yield site


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build and serve a valid folder whose every text tries to take over the page."""
    place = tmp_path_factory.mktemp("hostile")
    write_hostile_corpus(place / "korpus")
    build(place / "korpus", place / "site")
    with served(place / "site") as site:
        yield site


@pytest.fixture(scope="session")
def versjoner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build and serve the folder whose guidelines have many versions and a proposal."""
    folder = tmp_path_factory.mktemp("versjoner") / "site"
    build(ROOT / "tests" / "versjoner", folder)
    with served(folder) as site:
        yield site


@pytest.fixture(scope="session")
def filer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build and serve the same folder with each text as files."""
    folder = tmp_path_factory.mktemp("filer") / "site"
    build_with_files(ROOT / "tests" / "versjoner", folder)
    with served(folder) as site:
        yield site


@pytest.fixture(scope="session")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build and serve a folder with a guideline that has lain elsewhere, and texts that were taken away."""
    folder = tmp_path_factory.mktemp("moved") / "site"
    build(ROOT / "tests" / "darlige" / "_grunnlag", folder)
    with served(folder) as site:
        yield site


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build and serve the same folder with guidelines that share points."""
    place = tmp_path_factory.mktemp("shared")
    root = copy_corpus(place / "korpus")
    write_sharing_corpus(root)
    build(root, place / "site")
    with served(place / "site") as site:
        yield site


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    """Give a reader; whatever went wrong unseen on its pages fails the test."""
    reader = Reader(browser)
    yield reader
    reader.close()
    assert reader.faults == []


@pytest.fixture
def site(request: pytest.FixtureRequest) -> Callable[[str], Site]:
    """Give the site of a name, built only where a test asks for it."""
    return request.getfixturevalue
