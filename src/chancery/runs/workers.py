"""Reading and coding in processes of their own, while the caller writes."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice

from chancery.runs.coding import code_batch
from chancery.runs.guard import where_of
from chancery.runs.results import Coding
from chancery.runs.steps import Steps, default_steps
from chancery.terms import Failure, Report

MakeSteps = Callable[[], Steps]
"""Makes a worker's steps; a function of a module, so that another process can import it."""

_BATCH_REPORTS = 4
"""Reports handed to a worker at a time: enough to make little of the passing, few enough to see progress."""
_WAITING_BATCHES = 2
"""Batches handed out for each worker: one to work on, one to go on with."""

ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Environment of a worker: numpy's own threads would take a fifth of the speed from two workers on two cores."""

_make_steps: MakeSteps = default_steps
_steps: Steps | None = None
"""A worker's own, made with its first batch: an error in making them then reaches the caller as what it is."""


def code_in_order(
    reports: Iterable[Report],
    *,
    steps: Steps | None = None,
    jobs: int = 1,
    make_steps: MakeSteps | None = None,
) -> Iterator[tuple[Report, Coding | Failure]]:
    """Each report with its coding or failure, in order, from this process (`jobs` 1) or from that many others.

    Other processes are started afresh, load their own model and take their steps from `make_steps`. Where one of them
    dies (out of memory, say), the reports it had are tried one by one, and one that kills its process again is a
    Failure.
    """
    waiting = iter(reports)
    if jobs <= 1:
        mine = steps or (make_steps or default_steps)()
        for report in waiting:
            yield report, code_batch([report], mine)[0]
        return
    maker = make_steps or default_steps
    with _Pool(jobs, maker) as pool:
        queue: deque[tuple[list[Report], Future[list[Coding | Failure]]]] = deque()
        while True:
            while len(queue) < jobs * _WAITING_BATCHES and (batch := list(islice(waiting, _BATCH_REPORTS))):
                queue.append((batch, pool.submit(batch)))
            if not queue:
                return
            batch, future = queue.popleft()
            try:
                results = future.result()
            except BrokenProcessPool:
                # Every batch in flight is lost with the pool: hand the others out again, try this one report by report.
                pool.restart()
                queue = deque((other, pool.submit(other)) for other, _ in queue)
                results = list(_one_by_one(batch, maker))
            yield from zip(batch, results, strict=True)


class _Pool:
    """A process pool that can be started again after a worker's death."""

    def __init__(self, jobs: int, make_steps: MakeSteps) -> None:
        self._jobs = jobs
        self._make_steps = make_steps
        self._executor = _executor(jobs, make_steps)

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    def submit(self, batch: Sequence[Report]) -> Future[list[Coding | Failure]]:
        """Hand a batch out."""
        with _interrupts_held():
            return self._executor.submit(_work, batch)

    def restart(self) -> None:
        """Start the workers afresh."""
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = _executor(self._jobs, self._make_steps)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while a worker may be started, so that the workers inherit a mask without it.

    A terminal sends Ctrl-C to all processes; a worker that dies of it in the middle of taking a batch leaves the queue
    locked, and this process then waits for ever. Here Ctrl-C is only put off, and the pool ends its workers itself.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _executor(jobs: int, make_steps: MakeSteps) -> ProcessPoolExecutor:
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)  # workers are started afresh and take it over; here numpy is long loaded
    # Spawned, not forked: the model's threads and the record's file handle must not be copied.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(make_steps,))


def _begin(make_steps: MakeSteps) -> None:
    global _make_steps, _steps
    _make_steps, _steps = make_steps, None


def _work(batch: Sequence[Report]) -> list[Coding | Failure]:
    global _steps
    if _steps is None:
        _steps = _make_steps()
    return code_batch(batch, _steps)


def _one_by_one(reports: Sequence[Report], make_steps: MakeSteps) -> Iterator[Coding | Failure]:
    """Each report by itself in a process beside this one; where that dies, the report it had is a Failure."""
    with _Pool(1, make_steps) as pool:
        for report in reports:
            try:
                yield pool.submit([report]).result()[0]
            except BrokenProcessPool:
                pool.restart()
                detail = "the process that read it died"
                yield Failure(where_of(report), "crash", detail, "is there memory for it? Try it alone, with one job")
