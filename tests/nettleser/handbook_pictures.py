"""The pictures of the handbook: which part of which page they show, and how two of them are held together.

What a page says must be the same to the letter, and its colours the same to the last sign. How large it is and where
things stand may differ by the fonts of the machine, so two pictures are held together as one would from across the room.
"""

import io
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from pathlib import Path

from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Page

from avtaleverk.editing.forms import PROPOSALS, proposal_forms
from avtaleverk.pages.editor_page import EDITOR, EditorView, Told, editor_html, form_address
from avtaleverk.pages.shell import Head
from avtaleverk.site.build_plan import build_plan

sys.path.append(str(Path(__file__).resolve().parents[1]))

from handbook_story import PICTURES, ROOT, Story, context

WRITES = bool(os.environ.get("AVTALEVERK_SKRIV_BILDER"))
WIDTH, MOST_BYTES = 768, 60_000
_EDITOR = ROOT / "src" / "avtaleverk" / "engines" / "editor" / "assets"
_MARGIN, _COLOURS = 16, 64
# Another sans or serif gives up to 6 and 5 %; a lost ground or a bar more gives from 7.6 and 10 %.
_GRID, _MOST_APART, _MOST_GROWTH = (12, 12), 7.5, 0.08
_COLOURS_OF = """(part) => {
  const found = new Set();
  for (const element of [part, ...part.querySelectorAll("*")]) {
    const style = getComputedStyle(element);
    for (const one of [style.color, style.backgroundColor, style.borderLeftColor]) found.add(one);
  }
  return [...found];
}"""
_RENEW = "Se på siden. Er den riktig, kjører du testen med AVTALEVERK_SKRIV_BILDER=1, ser på bildet og legger det ved."


@dataclass(frozen=True)
class Shown:
    """A picture: after which step, its name, the page, the parts of it that are shown, and what is done before."""

    step: str
    name: str
    address: str
    parts: Sequence[str]
    ready: Callable[[Page], None] = lambda _page: None


def write_pages(story: Story, folder: Path, addresses: Sequence[str], day: date) -> None:
    """Write the pages of a story as it stands on a day, and what they are shown with."""
    ctx = context(story.root, day)
    plan = build_plan(ctx.corpus, story.root, ctx.day)
    for page in plan:
        if page.address in addresses:
            _place(folder / page.path).write_text(plan.document(page), "utf-8")
    for file in plan.files:
        if file.path.startswith("assets/"):
            _place(folder / file.path).write_bytes(file.origin.read_bytes() if file.origin else file.data())


def write_editor(story: Story, folder: Path, told: tuple[Told, ...] = ()) -> None:
    """Write the page that the editor in the browser begins on, as its server gives it after what was ``told``."""
    ctx = context(story.root)
    plan = build_plan(ctx.corpus, story.root, ctx.day)
    forms = {form.path: form_address(form.name, PROPOSALS) for form in proposal_forms(ctx.corpus)}
    html = editor_html(ctx, EditorView("ord", told, (), has_forms=True), forms)
    page = plan.shell.wrap(Head(EDITOR, ctx.t("Edit"), "rediger", "", indexed=False, canonical=EDITOR), html)
    styled = page.replace("</head>", '<link rel="stylesheet" href="rediger.css">\n</head>', 1)
    _place(folder / EDITOR / "index.html").write_text(styled, "utf-8")
    (folder / EDITOR / "rediger.css").write_bytes((_EDITOR / "rediger.css").read_bytes())


def _place(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def taken(page: Page, shown: Shown) -> tuple[bytes, str]:
    """Return the picture as PNG with few colours, and what can be read in it, with the colours it is shown in."""
    shown.ready(page)
    page.evaluate("document.activeElement?.blur()")
    boxes = [box for part in shown.parts if (box := page.locator(part).first.bounding_box())]
    assert len(boxes) == len(shown.parts), f"{shown.name}: not all of {shown.parts} are on {shown.address}"
    top = max(0, min(b["y"] for b in boxes) - _MARGIN)
    bottom = max(b["y"] + b["height"] for b in boxes) + _MARGIN
    raw = page.screenshot(
        full_page=True, animations="disabled", clip={"x": 0, "y": top, "width": WIDTH, "height": bottom - top}
    )
    text = "\n".join(page.locator(part).first.inner_text() for part in shown.parts)
    colours = sorted({c for part in shown.parts for c in page.locator(part).first.evaluate(_COLOURS_OF)})
    return small(raw), f"{said(text)}\n\nFarger: {' '.join(c.replace(' ', '') for c in colours)}"


def said(text: str) -> str:
    """Return a text without what only tells where its lines break."""
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"[^\S\n]+", " ", text)).strip()


def small(raw: bytes) -> bytes:
    """Return a picture with few colours."""
    with Image.open(io.BytesIO(raw)) as image:
        few = image.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def held(name: str, picture: bytes, text: str) -> str:
    """Return in what way a picture is not as the page is now, "" where it is; write it where that is asked for."""
    place, beside = PICTURES / f"{name}.png", PICTURES / f"{name}.tekst.txt"
    told = _apart(place, beside, picture, text)
    if told and WRITES:
        place.write_bytes(picture)
        beside.write_text(f"{text}\n", "utf-8")
        return ""
    return f"{name}.png: {told}. {_RENEW}" if told else ""


def _apart(place: Path, beside: Path, picture: bytes, text: str) -> str:
    if not place.exists() or not beside.exists():
        return "bildet mangler"
    if (before := beside.read_text("utf-8").rstrip("\n")) != text:
        return "siden sier noe annet nå:\n" + "\n".join(
            unified_diff(before.split("\n"), text.split("\n"), lineterm="", n=0)
        )
    if told := difference(place.read_bytes(), picture):
        return f"siden ser annerledes ut nå ({told})"
    return ""


def difference(one: bytes, other: bytes) -> str:
    """Return how two pictures differ as one sees it from across the room, "" where they do not."""
    with Image.open(io.BytesIO(one)) as a, Image.open(io.BytesIO(other)) as b:
        if a.width != b.width:
            return f"bredde {a.width} og {b.width}"
        if abs(a.height - b.height) > _MOST_GROWTH * a.height:
            return f"høyde {a.height} og {b.height}"
        small = [image.convert("RGB").resize(_GRID, Image.Resampling.BOX) for image in (a, b)]
    apart = max(ImageStat.Stat(ImageChops.difference(*small)).mean)
    return f"forskjell {apart:.0f} av 255" if apart > _MOST_APART else ""
