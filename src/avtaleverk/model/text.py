"""The text of a version as numbered clauses."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered or named section (``punkt``).

    ``id`` is the anchor (``pkt-2-1``), ``number`` what stands before the heading (``2.1``, ``§ 3``,
    "" where it has none), ``level`` 2 for the outermost. ``parent`` is the id of the clause around,
    ``within`` the number of the nearest numbered one, by which readers know one that has no number.
    """

    id: str
    number: str
    title: str
    level: int
    parent: str | None = None
    within: str = ""

    @property
    def label(self) -> str:
        """Return number and title as they are read aloud."""
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in the text that points somewhere else.

    ``document`` is ``vedlegg``, ``retningslinje``, ``avtale`` or "" (this text); ``number`` the
    document's number and ``clause`` the number of the clause. For a law, ``law`` is its address.
    ``span`` holds the last number of a range (``retningslinje 2-12``). ``clause_id`` says where
    the reference stands.
    """

    text: str
    clause_id: str
    document: str = ""
    number: str = ""
    clause: str = ""
    span: str = ""
    law: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class RenderedText:
    """A Markdown body as HTML with its clauses.

    ``html`` marks each reference as ``<a data-ref="n">`` for the page to resolve, and the end of
    each clause as ``<!--slutt:id-->``. ``anchors`` are all ids, ``images`` the pictures it shows,
    ``notes`` what was left out for safety, ``words`` the number of words.
    """

    html: str
    clauses: tuple[Clause, ...]
    references: tuple[Reference, ...]
    anchors: tuple[str, ...]
    images: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())
    words: int = 0

    def clause(self, number: str) -> Clause | None:
        """Return the clause with this number, if the text has one."""
        return next((c for c in self.clauses if c.number and c.number.strip("§ ") == number.strip("§ ")), None)
