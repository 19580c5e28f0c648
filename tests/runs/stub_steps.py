"""Steps for tests of runs: a reader that cuts at full stops, a coder that knows three words.

As a script it files and is killed: python stub_steps.py RECORD FOLDER KILL_AT kills itself (SIGKILL) when about to code
report number KILL_AT, or, with KILL_AT "match", when all are filed and none is matched.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from chancery.record import Record
from chancery.runs import Steps, file_reports
from chancery.terms import (
    Actor,
    Claim,
    Dated,
    EventContent,
    Failure,
    InputError,
    Judgement,
    OpinionContent,
    PartialDate,
    Participant,
    Reading,
    Report,
    Sentence,
    SetAside,
    Source,
    Span,
    Speaker,
    StateContent,
    content_id,
)

TROOPS = Actor("group:RUS:MIL:peacekeeper", "Russian peacekeepers", "group", "RUS", "MIL")
WORDS = {"deployed": ("MOBILIZE", "opens"), "withdrew": ("RETREAT", "closes")}


def take_in(path: Path) -> Iterator[Report | SetAside | Failure]:
    """One report for each file: `NAME DATE SOURCE` in its first line, then the text; "LANGUAGE" is set aside."""
    if path.is_dir():
        for part in sorted(path.iterdir()):
            yield from take_in(part)
        return
    head, _, text = path.read_text(encoding="utf-8").partition("\n")
    if text.startswith("LANGUAGE"):
        yield SetAside(str(path), "language", "not English")
        return
    if text.startswith("LOST"):
        raise OSError(5, "Input/output error")
    name, published, source = head.split(" ")
    yield make_report(name, text, published, source)


def make_report(name: str, text: str, published: str = "", source: str = "") -> Report:
    """A report of one block."""
    when = PartialDate.parse(published)
    blocks = (Span(0, len(text)),)
    how = "stated" if published else "unknown"
    return Report(
        text, source=Source(source), published=when, published_how=how, blocks=blocks, given_id=name, path=f"{name}.txt"
    )


class StubReader:
    """Sentences end at full stops. A text with BROKEN cannot be read, one with DEADLY kills the process."""

    def read(self, report: Report) -> Reading:
        """The reading of one report."""
        if "BROKEN" in report.text:
            raise ValueError("cannot read this")
        if "DEADLY" in report.text:
            os.kill(os.getpid(), signal.SIGKILL)
        spans = [match.span() for match in re.finditer(r"[^.\s][^.]*\.", report.text)]
        sentences = [Sentence(i, start, end, 0, ()) for i, (start, end) in enumerate(spans)]
        return Reading(report, sentences, versions={"stub": "1"})


def code(reading: Reading) -> tuple[Report, list[Claim]]:
    """A claim for each word that the coder knows, and an opinion for "deplorable"; MISCODED breaks it."""
    report = reading.report
    if "MISCODED" in report.text:
        raise InputError("no code for this", remedy="leave it out")
    claims: list[Claim] = []
    for sentence in reading.sentences:
        for match in re.finditer(r"deployed|withdrew|deplorable", report.text[sentence.start : sentence.end]):
            trigger = Span(sentence.start + match.start(), sentence.start + match.end())
            claims += _claims(report, sentence.span, trigger, match[0])
    if "STRAY" in report.text:
        claims = [Claim(**{**_fields(claim), "report": "relsewhere"}) for claim in claims]
    return report, claims


def _fields(claim: Claim) -> dict[str, object]:
    return {name: getattr(claim, name) for name in Claim.__dataclass_fields__}


def _claims(report: Report, sentence: Span, trigger: Span, word: str) -> list[Claim]:
    year = re.search(r"\d{4}", sentence.cut(report.text))
    when = Dated(PartialDate.parse(year[0]), "stated", year[0]) if year else Dated()
    who = (Participant(TROOPS, "peacekeepers"),)

    def claim(kind: str, content: EventContent | StateContent | OpinionContent) -> Claim:
        mention = content_id("m", report.id, kind, trigger.start)
        return Claim(
            id=content_id("c", mention, content), mention=mention, report=report.id, kind=kind, sentence=sentence,
            trigger=trigger, words=sentence.cut(report.text), section="body", speakers=(Speaker(),), stance="asserts",
            content=content, known=report.published,
        )  # fmt: skip

    if word not in WORDS:
        return [claim("opinion", OpinionContent(word))]
    kind, change = WORDS[word]
    event = EventContent(kind, "", (), "", 0.0, "happened", confidence=0.8, actors=who, when=when)
    key = "presence|RUS:MIL|nk"
    state = StateContent("presence", change, key, who, since=when, until=when, event=trigger)
    return [claim("event", event), claim("state", state)]


def judge(claims: Sequence[Claim]) -> list[Judgement]:
    """Events of one type and date are the same."""
    events = sorted((claim for claim in claims if claim.kind == "event"), key=lambda claim: claim.mention)
    return [
        Judgement(a.mention, b.mention, "same", 0.9, "type and date", "stub.v1")
        for a, b in combinations(events, 2)
        if (a.event.type, a.event.when) == (b.event.type, b.event.when) and a.mention != b.mention
    ]


def stub_steps(
    code: Callable[[Reading], tuple[Report, list[Claim]]] = code,
    judge: Callable[[Sequence[Claim]], Sequence[Judgement]] = judge,
) -> Steps:
    """The steps of this module."""
    return Steps(take_in, StubReader(), lambda reading: reading, code, judge, {"coder": "stub.v1"})


def broken_model() -> Steps:
    """Steps that cannot be made."""
    from chancery.terms import ArtefactError

    raise ArtefactError("the model is damaged", remedy="install again")


def die() -> None:
    """What a power cut does."""
    os.kill(os.getpid(), signal.SIGKILL)


def deadly_steps(kill_at: str) -> Steps:
    """The steps of this module, which kill the process about to code report number `kill_at`, or before "match"."""
    done = 0

    def code_or_die(reading: Reading) -> tuple[Report, list[Claim]]:
        nonlocal done
        if str(done) == kill_at:
            die()
        done += 1
        return code(reading)

    def judge_or_die(claims: Sequence[Claim]) -> list[Judgement]:
        if kill_at == "match":
            die()
        return judge(claims)

    return stub_steps(code_or_die, judge_or_die)


def main(record: str, folder: str, kill_at: str) -> None:
    """File the folder, and be killed on the way."""
    with Record.open(record) as held:
        file_reports(sorted(Path(folder).iterdir()), held, steps=deadly_steps(kill_at))


if __name__ == "__main__":
    main(*sys.argv[1:])
