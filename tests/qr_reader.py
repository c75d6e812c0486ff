"""Reads a QR code as a telephone does when nothing is damaged: an own reading of the standard, ISO/IEC 18004.

It knows versions 1 to 8 and text as bytes, which is more than an address needs.
"""

import re
from collections.abc import Callable, Iterator, Sequence

Matrix = Sequence[Sequence[bool]]

_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda r, c: (r + c) % 2 == 0,
    lambda r, _: r % 2 == 0,
    lambda _, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
)
_LEVELS = "MLHQ"
# Words of data in each block, by version and level; error correction follows after all of them.
_BLOCKS = {
    1: {"L": [19], "M": [16], "Q": [13], "H": [9]},
    2: {"L": [34], "M": [28], "Q": [22], "H": [16]},
    3: {"L": [55], "M": [44], "Q": [17] * 2, "H": [13] * 2},
    4: {"L": [80], "M": [32] * 2, "Q": [24] * 2, "H": [9] * 4},
    5: {"L": [108], "M": [43] * 2, "Q": [15] * 2 + [16] * 2, "H": [11] * 2 + [12] * 2},
    6: {"L": [68] * 2, "M": [27] * 4, "Q": [19] * 4, "H": [15] * 4},
    7: {"L": [78] * 2, "M": [31] * 4, "Q": [14] * 2 + [15] * 4, "H": [13] * 4 + [14]},
    8: {"L": [97] * 2, "M": [38] * 2 + [39] * 2, "Q": [18] * 4 + [19] * 2, "H": [14] * 4 + [15] * 2},
}
_ALIGNED = {1: [], 2: [18], 3: [22], 4: [26], 5: [30], 6: [34], 7: [22, 38], 8: [24, 42]}
_QUIET = 4


def matrix_of(svg: str) -> list[list[bool]]:
    """Return the modules that the path of an SVG draws, edge included."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])  # type: ignore[index] # a test fails where there is none
    dark = [[False] * side for _ in range(side)]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", svg):
        for column in range(int(x), int(x) + int(width)):
            dark[int(y)][column] = True
    return dark


def level(code: Matrix) -> str:
    """Return how much of a code may be lost: L, M, Q or H."""
    return _LEVELS[_format(_core(code)) >> 3]


def read(code: Matrix) -> str:
    """Return the text of a code with its quiet zone; ValueError where it is no code."""
    core = _core(code)
    version = (len(core) - 17) // 4
    words = _words(core, version, _MASKS[_format(core) & 7])
    bits = "".join(f"{word:08b}" for word in _in_order(words, _BLOCKS[version][level(code)]))
    if bits[:4] != "0100":
        msg = f"not text as bytes: {bits[:4]}"
        raise ValueError(msg)
    length = int(bits[4:12], 2)
    return bytes(int(bits[i : i + 8], 2) for i in range(12, 12 + 8 * length, 8)).decode()


def _core(code: Matrix) -> list[list[bool]]:
    edge = [*code[:_QUIET], *code[-_QUIET:], *(row[:_QUIET] for row in code), *(row[-_QUIET:] for row in code)]
    if any(map(any, edge)):
        msg = "the quiet zone is not white"
        raise ValueError(msg)
    return [list(row[_QUIET:-_QUIET]) for row in code[_QUIET:-_QUIET]]


def _format(core: Matrix) -> int:
    """Return level and mask, five bits, from beside the first finder."""
    places = [(8, c) for c in (0, 1, 2, 3, 4, 5, 7, 8)] + [(r, 8) for r in (7, 5, 4, 3, 2, 1, 0)]
    bits = int("".join(str(int(core[r][c])) for r, c in places), 2) ^ 0b101010000010010
    return bits >> 10


def _is_data(row: int, column: int, version: int) -> bool:
    side = 17 + 4 * version
    if (row < 9 and (column < 9 or column >= side - 8)) or (row >= side - 8 and column < 9) or 6 in {row, column}:
        return False
    if version >= 7 and ((row < 6 and column >= side - 11) or (column < 6 and row >= side - 11)):
        return False
    centres = [6, *_ALIGNED[version]]
    corners = {(6, 6), (6, side - 7), (side - 7, 6)}
    near = ((r, c) for r in centres for c in centres if (r, c) not in corners)
    return not any(abs(row - r) <= 2 and abs(column - c) <= 2 for r, c in near)


def _bits(core: Matrix, version: int, mask: Callable[[int, int], bool]) -> Iterator[int]:
    side, upwards = len(core), True
    for right in [c for c in range(side - 1, 0, -2) if c > 6] + [5, 3, 1]:
        for row in range(side - 1, -1, -1) if upwards else range(side):
            for column in (right, right - 1):
                if _is_data(row, column, version):
                    yield int(core[row][column] ^ mask(row, column))
        upwards = not upwards


def _words(core: Matrix, version: int, mask: Callable[[int, int], bool]) -> list[int]:
    bits = "".join(map(str, _bits(core, version, mask)))
    return [int(bits[i : i + 8], 2) for i in range(0, len(bits) - 7, 8)]


def _in_order(words: list[int], sizes: list[int]) -> list[int]:
    """Return the words of data block after block; they lie one from each block in turn."""
    blocks: list[list[int]] = [[] for _ in sizes]
    rest = iter(words)
    for place in range(max(sizes)):
        for block, size in zip(blocks, sizes, strict=True):
            if place < size:
                block.append(next(rest))
    return [word for block in blocks for word in block]
