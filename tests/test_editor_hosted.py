"""The same forms for a repository at a service: a folder that talks to that service and to nobody else."""

import json
from pathlib import Path

import pytest
from editor_desk import copy_folder

from avtaleverk.cli import main
from avtaleverk.engines.editor import bundle, hosted
from avtaleverk.engines.editor.hosted import Repository


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder, and forms that need not be fetched."""
    shelf = tmp_path / "skjemaer"
    shelf.mkdir()
    (shelf / bundle.MAIN).write_text("main", "utf-8")
    monkeypatch.setattr(hosted, "fetched_bundle", lambda: shelf)
    return copy_folder(tmp_path / "mappe")


def _run(root: Path, target: Path, *more: str) -> int:
    return main(["rediger", "--rot", str(root), "--skriv", str(target), "--dato", "2026-11-22", *more])


def test_the_folder_has_all_that_the_forms_need(root: Path, tmp_path: Path) -> None:
    """A static host can serve it: page, script, settings, words and style, and the way in for an editor."""
    target = tmp_path / "ut"
    more = ("--repo", "helse/tekster", "--tjeneste", "gitlab", "--app-id", "abc")
    assert _run(root, target, *more) == 0
    told = json.loads((target / "config.json").read_text("utf-8"))
    assert told["config"]["backend"]["repo"] == "helse/tekster"
    assert told["config"]["publish_mode"] == "editorial_workflow"
    assert "preview" not in told
    names = {p.name for p in target.iterdir()}
    assert {"index.html", "skjema.js", "skjema.css", "rodmerking.css", "config.json", bundle.MAIN} <= names
    assert _run(root, target, *more) == 0


@pytest.mark.parametrize(
    ("repository", "others"),
    [
        (Repository("gitlab", "a/b", app_id="x"), "https://gitlab.com"),
        (
            Repository("github", "a/b", login="https://inn.eksempel.no"),
            "https://api.github.com https://inn.eksempel.no",
        ),
        (Repository("forgejo", "a/b", address="https://git.eksempel.no", app_id="x"), "https://git.eksempel.no"),
        (
            Repository("gitea", "a/b", branch="forslag", address="https://git.eksempel.no", app_id="x"),
            "https://git.eksempel.no",
        ),
    ],
    ids=lambda value: getattr(value, "service", ""),
)
def test_the_page_talks_to_the_service_alone(repository: Repository, others: str) -> None:
    """The policy in the page names the service and where one logs in, and nothing else is left at its default."""
    assert repository.lacks() == []
    assert f"connect-src 'self' blob: {others};" in repository.policy()
    addresses = " ".join(str(value) for value in repository.backend().values())
    assert "netlify" not in addresses
    assert repository.backend()["base_url"]
    assert repository.backend()["api_root"]


@pytest.mark.parametrize("service", ["github", "gitlab", "forgejo", "gitea"])
def test_all_that_is_missing_is_told_at_once(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], service: str
) -> None:
    """Without a repository and a way to log in nothing is written, and both are named."""
    assert _run(root, tmp_path / "ut", "--tjeneste", service) == 2
    said = capsys.readouterr().err
    assert "--repo" in said
    assert ("--innlogging" in said) == (service == "github")
    assert ("--app-id" in said) == (service != "github")
    assert ("--adresse" in said) == (service in {"forgejo", "gitea"})
    assert ("--gren" in said) == (service == "gitea")
    assert not (tmp_path / "ut").exists()


def test_without_review_nothing_is_saved_to_what_is_published(root: Path, tmp_path: Path) -> None:
    """The forms have no review at Gitea and refuse to start with it, so they write to a branch of their own."""
    more = ("--repo", "a/b", "--tjeneste", "gitea", "--app-id", "x", "--adresse", "https://git.eksempel.no")
    assert _run(root, tmp_path / "ut", *more) == 2
    assert _run(root, tmp_path / "ut", *more, "--gren", "forslag") == 0
    config = json.loads((tmp_path / "ut" / "config.json").read_text("utf-8"))["config"]
    assert (config["publish_mode"], config["backend"]["branch"]) == ("simple", "forslag")


def test_an_address_cannot_widen_the_policy() -> None:
    """An address with signs that mean something in a policy is refused."""
    assert Repository("gitlab", "a/b", address="https://x.no; script-src *", app_id="x").lacks()


def test_another_folder_is_not_written_over(root: Path, tmp_path: Path) -> None:
    """A folder that holds something else is left alone."""
    target = tmp_path / "ut"
    target.mkdir()
    (target / "viktig.txt").write_text("viktig", "utf-8")
    assert _run(root, target, "--repo", "a/b", "--tjeneste", "gitlab", "--app-id", "x") == 1
    assert [p.name for p in target.iterdir()] == ["viktig.txt"]
