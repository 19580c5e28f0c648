"""Reports in which it is marked which events are one: our own labels, and MEANTIME-Apple's chains across documents.

Source:  annotations/same_events.jsonl (docs/annotations.md) over Wikinews and the example dossier; NewsReader MEANTIME
         corpus (CC BY 4.0), Minard et al. 2016: all events of the title and the first five sentences are marked, and
         of the rest those that are one with others. Across reports it follows the events of chosen parties only.
"""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from bench.coding.articles import ANNOTATIONS, WIKINEWS, news_texts
from bench.dates.meantime import PLACE, gold_report
from chancery.intake import make_report, read_path
from chancery.terms import Report, Span

LABELS = ANNOTATIONS / "same_events.jsonl"
EXAMPLES = Path(__file__).parent.parent.parent / "examples"
DOSSIER = (EXAMPLES / "dossier", EXAMPLES / "jsonl")
_CROSS = "intra_cross-doc_annotation/"


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A report with the triggers in it that were looked at, each with the event that it tells.

    Shapes:  `told` are (trigger, event): the name of an event that several reports tell, "" for one that only this
             report tells, "?" where readers could not say. `story` names reports that are about one another.
    """

    part: str
    story: str
    report: Report
    told: tuple[tuple[Span, str], ...]


def labelled(shared: Path, name: str) -> list[GoldReport]:
    """The reports of a set of ours, "wikinews" or "dossier", whose texts are at hand and are those that were read."""
    rows = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    reports = _texts(shared, name)
    found = []
    for row in rows:
        report = reports.get(row["sha256"]) if row["set"] == name else None
        if report is not None:
            if name == "wikinews":
                made = make_report(report.text, title=row["title"], published=row["published"])
                report = made if isinstance(made, Report) else report
            told = tuple((Span(start, end), event) for start, end, _, event in row["events"])
            found.append(GoldReport(row["part"], row["story"], report, told))
    return found


def _texts(shared: Path, name: str) -> dict[str, Report]:
    if name == "dossier":
        read = [one for place in DOSSIER for one in read_path(place) if isinstance(one, Report)]
    else:
        place = shared / WIKINEWS
        read = [Report(text=text) for text in news_texts(place)] if place.exists() else []
    return {hashlib.sha256(report.text.encode()).hexdigest(): report for report in read}


def meantime(shared: Path) -> list[GoldReport]:
    """The reports of MEANTIME-Apple, whole; none where the corpus is not at hand."""
    place = shared / PLACE
    if not place.exists():
        return []
    with tarfile.open(place) as archive:
        found = []
        for member in sorted(archive.getmembers(), key=lambda member: member.name):
            content = archive.extractfile(member) if _CROSS in member.name and member.name.endswith(".xml") else None
            if content:
                found.append(_of_meantime(ElementTree.fromstring(content.read())))
        return found


def _of_meantime(document: ElementTree.Element) -> GoldReport:
    gold = gold_report(document, whole=True)
    mentions = {mark.get("m_id", ""): _span(mark, gold.places) for mark in document.iter("EVENT_MENTION")}
    events = {
        mark.get("m_id", ""): mark.get("instance_id") or f"{document.get('doc_id')}/{mark.get('m_id')}"
        for mark in document.iter("EVENT")
    }
    names: dict[str, str] = {}
    for relation in document.iter("REFERS_TO"):
        target = relation.find("target")
        event = events.get(target.get("m_id", ""), "") if target is not None else ""
        names |= {source.get("m_id", ""): event for source in relation.findall("source")}
    told = sorted((span, names.get(mention, "")) for mention, span in mentions.items() if span is not None)
    title = (document.get("doc_name") or "").partition("_")[2].replace("_", " ")
    report = make_report(gold.report.text, title=title, published=gold.report.published.edtf)
    assert isinstance(report, Report)
    return GoldReport("test", "apple", report, tuple(told))


def _span(mark: ElementTree.Element, spans: Mapping[str, tuple[int, int]]) -> Span | None:
    ends = [spans[anchor.get("t_id", "")] for anchor in mark.iter("token_anchor") if anchor.get("t_id") in spans]
    return Span(min(start for start, _ in ends), max(end for _, end in ends)) if ends else None
