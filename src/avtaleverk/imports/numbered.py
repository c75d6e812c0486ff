"""Lines that are headings because they bear the number that comes next."""

import re
from dataclasses import dataclass

_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+([A-ZÆØÅ].*)")
_LONGEST = 90


@dataclass(slots=True)
class Numbering:
    """Follows the numbers of a text: after 2.1 comes 2.2, 2.1.1 or 3."""

    _numbers: tuple[int, ...] = ()

    def level(self, text: str) -> int:
        """Return the depth of a heading, 0 for a line that is none; a long line, or a sentence, is none."""
        m = _NUMBERED.fullmatch(text)
        if not m or len(text) > _LONGEST or text.endswith((".", ",", ";", ":")):
            return 0
        number = tuple(int(part) for part in m[1].split("."))
        following = [(*self._numbers[: d - 1], self._numbers[d - 1] + 1) for d in range(1, len(self._numbers) + 1)]
        if number not in {*following, (*self._numbers, 1)}:
            return 0
        self._numbers = number
        return len(number)
