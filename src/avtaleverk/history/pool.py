"""Renders and compares the texts of many documents at once, on all the processors there are."""

import os
import sys
import threading
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext

from avtaleverk.history.comparison import Comparisons, Pair, Written
from avtaleverk.redline import RedlineError
from avtaleverk.redline.engine import Original
from avtaleverk.text import TextError, TextStore
from avtaleverk.text.markdown import new_parser
from avtaleverk.text.render import render_tree
from avtaleverk.text.store import written
from avtaleverk.text.tree import read_tree

# Below so many comparisons, starting another process takes longer than the work itself.
_WORTH_IT = 40
_MOST_WORKERS = 8


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be made for one document: texts to render, pairs to compare."""

    bodies: tuple[str, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What was made of a job, as it is kept; None for a text or a pair that whoever asks for it must look at."""

    texts: tuple[str | None, ...]
    comparisons: tuple[Written | None, ...]


def make_ready(texts: TextStore, comparisons: Comparisons, jobs: Iterable[Job]) -> None:
    """Render and compare what is not known yet; each job is done by one process.

    A text that cannot be rendered, or a redline that fails its check, is left to whoever asks for it.
    """
    missing = [
        Job(tuple(texts.missing(job.bodies)), tuple(comparisons.missing(job.pairs))) for job in jobs if job.pairs
    ]
    missing = [job for job in missing if job.pairs]
    workers = min(processors(), _MOST_WORKERS, len(missing))
    if workers < 2 or sum(len(job.pairs) for job in missing) < _WORTH_IT:  # noqa: PLR2004 - one worker is no help
        return
    # Where a machine allows no further processes, each text and pair is made when it is asked for.
    with suppress(OSError, BrokenProcessPool), ProcessPoolExecutor(workers, process_context(), end_with_parent) as pool:
        for job, done in zip(missing, pool.map(partial(_do, comparisons.language), missing), strict=True):
            _take_in(texts, comparisons, job, done)


def _take_in(texts: TextStore, comparisons: Comparisons, job: Job, done: Done) -> None:
    for body, text in zip(job.bodies, done.texts, strict=True):
        if text:
            texts.add(body, text)
    for pair, made in zip(job.pairs, done.comparisons, strict=True):
        if made:
            comparisons.keep(pair, made)


def process_context() -> BaseContext:
    """Return how to start a process: as a copy of this one where that is safe, which takes no time at all."""
    is_safe = sys.platform == "linux" and threading.active_count() == 1
    return get_context("fork" if is_safe else "spawn")


def end_with_parent() -> None:
    """Let this process end when the one that started it does, however that ends.

    A process that is killed cannot tell its helpers, which would wait for ever for more to do.
    """
    if parent := parent_process():
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _do(language: str, job: Job) -> Done:
    """Do a job in a process of its own: each text is parsed once, for its page and for its comparisons."""
    comparisons, parser = Comparisons(TextStore(), language), new_parser()
    texts: list[str | None] = []
    for body in job.bodies:
        try:
            tree = read_tree(body, parser)
        except TextError:
            texts.append(None)
            continue
        comparisons.know(body, Original(deepcopy(tree.root)))
        texts.append(written(render_tree(tree)))
    return Done(tuple(texts), tuple(_made(comparisons, pair) for pair in job.pairs))


def _made(comparisons: Comparisons, pair: Pair) -> Written | None:
    try:
        return comparisons.made(*pair)
    except (RedlineError, TextError):
        return None
