"""Words of a text and of a question, spelled so that both meet.

The script of the search page (``assets/sokeord.js``) does the same with what people type; a table in the tests
holds the two together.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Letters of the languages that these texts are written in. Named one by one, since the browser must see the same words.
LETTERS = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
WORD = re.compile(rf"§\s?[0-9]+(?:-[0-9]+)?|[0-9]+(?:\.[0-9]+)*|[{LETTERS}]+")
_SPELLED = str.maketrans({"æ": "ae", "ä": "ae", "ø": "o", "ö": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss"})
_NUMBERED = re.compile(
    r"\b(retningslinj?[ae]|vedlegg|punkt|pkt)(?:\.|[a-zæøå]{1,3})?\s+(\d+(?:\.\d+)*(?:\s*[-–]\s*\d+)?"
    r"(?:(?:,|\s+og|\s+eller)\s+\d+(?:\.\d+)*(?!\w))*)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d+)\s*[-–]\s*(\d+)|\d+(?:\.\d+)*")
_MOST_IN_RANGE = 50


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return a word in the letters a-z and digits: «Årsmøte», «aarsmoete» and «arsmote» are the same.

    A paragraph of a law (``§ 6-4``) and a number (``2.3``) become words of their own.
    """
    if word[0] == "§":
        return f"par{word[1:].strip().replace('-', 'x')}"
    if word[0].isdigit():
        return f"n{word.replace('.', 'x')}"
    plain = word.lower()
    if not plain.isascii() or not plain.isalpha():
        plain = unicodedata.normalize("NFC", word).lower().translate(_SPELLED)
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if "a" <= c <= "z")
    return plain.replace("aa", "a").replace("oe", "o") or "x"


def words_of(text: str) -> list[str]:
    """Return the words of a text in their order."""
    return WORD.findall(text)


def numbered(text: str) -> Iterator[str]:
    """Yield one key for each document or point that a text names by its number; «retningslinje 2–12» names eleven."""
    for named in _NUMBERED.finditer(text):
        kind = next(k for k in ("retningslinje", "vedlegg", "punkt") if k[0] == named[1][0].lower())
        for number in _RANGE.finditer(named[2]):
            first, last = (int(number[1]), int(number[2])) if number[1] else (0, 0)
            if first < last <= first + _MOST_IN_RANGE:
                yield from (f"{kind}{n}" for n in range(first, last + 1))
            else:
                yield from (f"{kind}{one.replace('.', 'x')}" for one in re.findall(r"[\d.]+", number[0]))
