"""Which colours are red, and where a stretch of text has its colour from."""

import colorsys
import re
from dataclasses import dataclass, field
from enum import Enum

from avtaleverk.word.names import w
from avtaleverk.word.styles import Styles
from avtaleverk.word.xml import Element, is_on, local, value

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
# What people call red: from crimson to vermilion, neither washed out nor nearly black. Orange, pink, brown are not.
_HUE_BELOW, _HUE_ABOVE, _LEAST_SATURATION, _DARKEST, _LIGHTEST = 15, 340, 0.4, 0.2, 0.78
_THEME_NAMES = {
    "text1": "dk1", "dark1": "dk1", "text2": "dk2", "dark2": "dk2", "background1": "lt1", "light1": "lt1",
    "background2": "lt2", "light2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
# Styles that Word itself ships, some of them red in some themes: nobody marks a change with them.
_BUILT_IN = {
    "intense reference", "subtle reference", "intense emphasis", "subtle emphasis", "emphasis", "strong", "book title",
    "hyperlink", "followedhyperlink", "page number", "line number", "footnote reference", "endnote reference",
    "comment reference", "annotation reference", "placeholder text",
}  # fmt: skip


class Colour(Enum):
    """Where the red of a stretch of text comes from."""

    PLAIN = 0
    RED = 1
    DESIGN = 2


def is_red(colour: str) -> bool:
    """Say whether six hexadecimal digits are a red.

    Decided by hue (340° to 15°), saturation (from 0.4) and lightness (0.2 to 0.78), so that FF0000, C00000, EE0000 and
    the red of an older theme (C0504D) are red, and orange, pink and brown are not.
    """
    if not _HEX.fullmatch(colour):
        return False
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    degrees = hue * 360
    is_hue = degrees <= _HUE_BELOW or degrees >= _HUE_ABOVE
    return is_hue and saturation >= _LEAST_SATURATION and _DARKEST <= lightness <= _LIGHTEST


def is_vivid(colour: str) -> bool:
    """Say whether six hexadecimal digits are a colour that stands out: no black, grey or white."""
    if not _HEX.fullmatch(colour):
        return False
    _, lightness, saturation = colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)))
    return saturation >= _LEAST_SATURATION and _DARKEST <= lightness <= _LIGHTEST


@dataclass(slots=True)
class Colours:
    """Knows the colours of a file: its theme and its styles."""

    styles: Styles
    theme: dict[str, str]
    _by_style: dict[str, bool | None] = field(default_factory=dict)

    def of_run(self, run: Element, paragraph: Element | None) -> Colour:
        """Return whether a stretch of text is red, and whether by itself or by design.

        Its own formatting and a character style of the author's own mark a change. The style of the paragraph, a
        style that Word ships, and one that belongs to a style of paragraphs are design.
        """
        own = run.find(w("rPr"))
        said = self._said(own)
        if said is not None:
            return Colour.RED if said else Colour.PLAIN
        style = value(own, "rStyle")
        said = self._style(style)
        if said is not None:
            return (Colour.DESIGN if self._is_design(style) else Colour.RED) if said else Colour.PLAIN
        if paragraph is not None and self._style(self.styles.paragraph_style(paragraph)):
            return Colour.DESIGN
        return Colour.DESIGN if self._table_is_red(run) else Colour.PLAIN

    def is_struck(self, run: Element, paragraph: Element | None) -> bool:
        """Say whether a stretch of text is struck through, once or twice, by itself or by its style."""
        own = run.find(w("rPr"))
        for name in ("strike", "dstrike"):
            said = is_on(own, name)
            if said:
                return True
            if said is None and any(is_on(s.find(w("rPr")), name) for s in self.styles.chain(value(own, "rStyle"))):
                return True
        style = self.styles.paragraph_style(paragraph) if paragraph is not None else None
        return is_on(own, "strike") is None and any(is_on(s.find(w("rPr")), "strike") for s in self.styles.chain(style))

    def own(self, run: Element) -> str:
        """Return the colour that a stretch of text has by its own formatting, as six digits, "" where it has none."""
        colour = run.find(f"{w('rPr')}/{w('color')}")
        return self._resolved(colour).upper() if colour is not None else ""

    def was_red(self, run: Element) -> bool:
        """Say whether a run whose formatting is tracked was red before as well, or has no such mark."""
        change = run.find(f"{w('rPr')}/{w('rPrChange')}")
        return change is None or bool(self._said(change.find(w("rPr"))))

    def _is_design(self, style: str | None) -> bool:
        for element in self.styles.chain(style):
            if value(element, "link") or (value(element, "name") or "").strip().lower() in _BUILT_IN:
                return True
            if self._said(element.find(w("rPr"))) is not None:
                return False
        return False

    def _style(self, style: str | None) -> bool | None:
        """Return whether a style is red, None where it and those it is based on name no colour."""
        key = style or ""
        if key not in self._by_style:
            found = (self._said(element.find(w("rPr"))) for element in self.styles.chain(style))
            self._by_style[key] = next((said for said in found if said is not None), None)
        return self._by_style[key]

    def _table_is_red(self, run: Element) -> bool:
        table = next(iter(run.iterancestors(w("tbl"))), None)
        # They stand first; a search would go through all rows.
        properties = next(iter(table), None) if table is not None else None
        return bool(self._style(value(properties, "tblStyle"))) if properties is not None else False

    def _said(self, properties: Element | None) -> bool | None:
        """Return whether these properties say red, None where they name no colour."""
        if properties is None:
            return None
        fill = properties.find(f"{{{W14}}}textFill/{{{W14}}}solidFill/*")
        if fill is not None:
            return is_red(self._drawn(fill))
        colour = properties.find(w("color"))
        if colour is None:
            return None
        return is_red(self._resolved(colour))

    def _drawn(self, fill: Element) -> str:
        word = fill.get(f"{{{W14}}}val") or ""
        return word if local(fill) == "srgbClr" else self.theme.get(_THEME_NAMES.get(word, word), "")

    def _resolved(self, colour: Element) -> str:
        """Return the digits of a colour; a colour of the theme wins over the digits beside it, as in Word."""
        name = colour.get(w("themeColor"))
        base = self.theme.get(_THEME_NAMES.get(name, name)) if name else None
        if not base or not _HEX.fullmatch(base):
            return colour.get(w("val")) or ""
        return _shaded(base, colour.get(w("themeTint")), colour.get(w("themeShade")))


def _shaded(colour: str, tint: str | None, shade: str | None) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if (part := _part(shade)) is not None:
        lightness *= part
    if (part := _part(tint)) is not None:
        lightness = lightness * part + (1 - part)
    return "".join(f"{round(c * 255):02X}" for c in colorsys.hls_to_rgb(hue, lightness, saturation))


def _part(digits: str | None) -> float | None:
    return int(digits, 16) / 255 if digits and re.fullmatch(r"[0-9A-Fa-f]{1,2}", digits) else None


def theme_of(root: Element | None) -> dict[str, str]:
    """Return the colours of a theme by name: ``accent2`` → ``C0504D``."""
    scheme = root.find(f".//{{{A}}}clrScheme") if root is not None else None
    if scheme is None:
        return {}
    return {
        local(c): (c[0].get("val") if local(c[0]) == "srgbClr" else c[0].get("lastClr")) or "" for c in scheme if len(c)
    }
