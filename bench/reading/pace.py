"""How fast text becomes a Reading: all layers on one core and on two, each layer by itself, loading, memory, size."""

from __future__ import annotations

import gzip
import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from chancery import intake
from chancery.reading.layers import lay_all
from chancery.reading.model import ReadingModel
from chancery.reading.model.artefacts import default_folder
from chancery.reading.reader import ChanceryReader, begin_reading, shipped_layers
from chancery.runs.workers import ONE_THREAD
from chancery.terms import Report

#: Free news text, in the shared folder; and what stands in for it where that is not at hand.
NEWS = "corpora/wikinews/wikinews_2019_2020.jsonl.gz"
_EXAMPLES = Path(__file__).parents[2] / "examples" / "dossier"

#: Reports that are read, and how often; the best run counts, for others share the machine.
REPORTS, RUNS = 60, 3

_KIB = 1024 if sys.platform != "darwin" else 1  # ru_maxrss counts KiB on Linux, bytes on macOS


def news_reports(shared: Path) -> list[Report]:
    """The reports that the pace is measured on."""
    path = shared / NEWS
    if not path.exists():
        found = [entry for file in sorted(_EXAMPLES.iterdir()) if file.is_file() for entry in intake.read_path(file)]
        return [entry for entry in found if isinstance(entry, Report)]
    reports: list[Report] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            report = intake.make_report(row["text"], title=row["title"])
            if isinstance(report, Report):
                reports.append(report)
            if len(reports) == REPORTS:
                break
    return reports


def pace(shared: Path) -> dict[str, float]:
    """Sentences a second with all layers on one core and on two; seconds to load; peak MiB of a worker; MB of files.

    Shapes: each figure comes from processes of their own, one per core, each reading all reports by itself.
    """
    one = _workers(shared, 1)
    two = _workers(shared, 2)
    size = sum(file.stat().st_size for file in default_folder().iterdir() if file.is_file())
    return {
        "sentences a second, one core": one["pace"],
        "sentences a second, two cores": two["pace"],
        "seconds to load": one["load_s"],
        "peak MiB of a worker": one["peak_mib"],
        "MB of model files": round(size / 1e6, 1),
    }


def _workers(shared: Path, count: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.reading.pace", str(shared)]
    environment = os.environ | ONE_THREAD  # as the workers of a run have it
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) for _ in range(count)]
    rows = [json.loads(process.communicate()[0]) for process in started]
    return {
        "pace": round(sum(row["pace"] for row in rows), 1),
        "load_s": round(max(row["load_s"] for row in rows), 2),
        "peak_mib": round(max(row["peak_mib"] for row in rows)),
    }


def _work(shared: Path) -> dict[str, float]:
    """One worker's figures."""
    reports = news_reports(shared)
    begun = time.perf_counter()
    model = ReadingModel.load()
    loaded = time.perf_counter() - begun
    reader = ChanceryReader(lambda: model, layers=shipped_layers())
    for _ in reader.read_many(reports[:2]):
        pass
    best = 0.0
    for _ in range(RUNS):
        begun = time.perf_counter()
        count = sum(len(reading.sentences) for reading in reader.read_many(reports))
        best = max(best, count / (time.perf_counter() - begun))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIB / 2**20
    return {"pace": best, "load_s": loaded, "peak_mib": peak}


class _Stopwatch:
    """Seconds by step."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    @contextmanager
    def time(self, step: str) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[step] += time.perf_counter() - begun

    def wrap(self, owner: Any, method: str, step: str) -> None:
        """Times every call of a method of an object from now on."""
        plain: Callable[..., Any] = getattr(owner, method)

        def timed(*args: Any, **more: Any) -> Any:
            with self.time(step):
                return plain(*args, **more)

        setattr(owner, method, timed)


class _TimedSession:
    """A session of which each run is timed."""

    def __init__(self, session: Any, watch: _Stopwatch) -> None:
        self._session, self._watch = session, watch

    def run(self, outputs: Any, inputs: Any) -> Any:
        with self._watch.time("network: encoder and heads"):
            return self._session.run(outputs, inputs)


def layer_times(reports: Sequence[Report]) -> dict[str, float]:
    """Milliseconds a sentence of each step from text to Reading on one core, the dearest first."""
    watch = _Stopwatch()
    model = ReadingModel.load()
    model.analyse_many([(report.text, [(b.start, b.end) for b in report.blocks]) for report in reports[:1]])
    model._network = _TimedSession(model._network, watch)
    watch.wrap(model._splitter, "split", "sentences and words")
    for layer in model._layers:
        watch.wrap(layer, "decode", f"decoding: {layer.name}")
    layers = shipped_layers()
    count = 0
    with watch.time("all"):
        for report in reports:
            with watch.time("parse"):
                parsed = model.analyse(report.text, [(block.start, block.end) for block in report.blocks])
            with watch.time("times, numbers, quotations, repairs"):
                reading = begin_reading(report, parsed, model.version)
            for layer in layers:
                with watch.time(f"layer: {layer.name}"):
                    lay_all(reading, [layer])
            count += len(parsed)
    seconds = watch.seconds
    inside = sum(seconds[step] for step in seconds if step.startswith(("network", "sentences", "decoding")))
    seconds["numbers in, objects out"] = seconds.pop("parse") - inside
    return {step: round(1000 * value / max(1, count), 3) for step, value in seconds.most_common()}


if __name__ == "__main__":
    print(json.dumps(_work(Path(sys.argv[1]))))
