"""The site plan as a folder of Markdown files, which any static site engine can build.

This is what keeps a corpus publishable after the engine of today: pages carry their HTML, plain
front matter and our own stylesheet, and need no hook.
"""

import json
import re
from pathlib import Path

from avtaleverk.engines.site_folder import new_site, write_mark
from avtaleverk.engines.workshop import Workshop
from avtaleverk.model.open_data import markdown_address
from avtaleverk.pages.context import NOT_FOUND
from avtaleverk.site.plan import Page, Plan

_DOCS = "docs"
# A text as Markdown is a file to fetch; every engine would make a page of it, with the words of a repealed text to be found.
_MARKDOWN = re.compile(rf'(href="(?:[^":]*/)?{markdown_address("")})(")')
_AS_FILE = ".txt"


def write_staged(workshop: Workshop, target: Path) -> Plan:
    """Write the plan of ``workshop`` to ``target`` as ``docs/`` and ``mkdocs.yml``."""
    plan = workshop.plan()
    with new_site(target) as folder:
        docs = folder / _DOCS
        for done, page in enumerate((p for p in plan if p.address != NOT_FOUND), 1):
            place = docs / page.path.replace(".html", ".md")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(_markdown(plan, page), "utf-8")
            workshop.progress.count("Skriver sider:", done, len(plan.pages))
        for file in plan.files:
            place = docs / _raw(file.path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.origin.read_bytes() if file.origin else file.data())
        (folder / "mkdocs.yml").write_text(_settings(plan), "utf-8")
        write_mark(folder, plan)
    workshop.finish()
    return plan


def _markdown(plan: Plan, page: Page) -> str:
    """Return a page: JSON is YAML, so a title with a colon in it needs no care of its own."""
    meta = {"title": page.title, "description": page.description, "hide": ["toc"]}
    lines = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items())
    # One block without blank lines is raw HTML to every Markdown parser, whatever it contains.
    html = "\n".join(line for line in plan.html(page).split("\n") if line.strip())
    html = _MARKDOWN.sub(rf"\1{_AS_FILE}\2", html)
    return f'---\n{lines}\n---\n\n<div class="av">\n{html}\n</div>\n'


def _raw(path: str) -> str:
    """Return a path that an engine copies as it is."""
    return f"{path}{_AS_FILE}" if path.endswith(markdown_address("")) else path


def _settings(plan: Plan) -> str:
    community = plan.corpus.community
    navigation = [{p.title: p.path.replace(".html", ".md")} for p in plan if p.in_navigation]
    settings = {
        "site_name": community.name,
        "site_url": community.address,
        "use_directory_urls": True,
        "theme": {"name": "material", "language": community.language, "font": False},
        "nav": navigation,
        "extra_css": ["assets/avtaleverk.css"],
        "extra_javascript": ["assets/avtaleverk.js"],
    }
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"
