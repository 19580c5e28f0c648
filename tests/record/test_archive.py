"""A record moves between machines and databases whole, and a damaged archive moves nothing."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from claim_makers import judge_pair, make_report
from test_store import dossier, filed, judge

from chancery.record import Record
from chancery.record.anchors import anchor_features
from chancery.record.archive import PARTS
from chancery.runs import export_archive, import_archive
from chancery.runs.sources import trace_sources
from chancery.terms import Claim, Failure, Judgement, RecordError, SetAside
from tests.conftest import Place


@pytest.fixture
def record(place: Place) -> Record:
    """A record with a bit of everything."""
    record = filed(place("a"), dossier())
    events = [claim for claim in record.snapshot().claims.values() if claim.kind == "event"]
    record.add_judgements(
        [judge_pair(*events[:2], verdict="different", score=1.0, by="person:ana"), *said(events[-2:])]
    )
    record.add_refusal(SetAside("x.txt", "language", "German"))
    record.add_refusal(Failure("y.txt", "input", "no such file", "check the name"))
    record.add_run({"versions": {}, "counts": {}})
    report, claims = dossier()[2]
    record.replace_claims(report.id, [replace(claims[0], id="cother")], {"coding": "v2"})
    trace_sources(record)
    record.rebuild(judge)
    return record


def said(events: Sequence[Claim]) -> list[Judgement]:
    """What people say of single mentions, and one that takes back what another said."""

    def person(claim: Claim, verdict: str, when: str, **changes: str) -> Judgement:
        features = anchor_features(claim, None, events)
        who = "person:Zoë O’Hara"
        return Judgement(
            claim.mention, "", verdict, 1.0, "so says “it”", who, when, features, "mention", tuple(changes.items())
        )

    first, second = events
    recoded = person(first, "recoded", "2026-01-01T00:00:00Z", status="planned", date="2021-03")
    rejected = person(second, "rejected", "2026-01-02T00:00:00Z")
    undone = Judgement(rejected.id, "", "undone", 1.0, "a slip", "person:ben", "2026-01-03T00:00:00Z", kind="undo")
    return [recoded, rejected, undone, person(second, "accepted", "2026-01-04T00:00:00Z")]


@pytest.fixture
def archive(record: Record, tmp_path: Path) -> Path:
    record.export_archive(tmp_path / "a.zip")
    return tmp_path / "a.zip"


@pytest.fixture
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path, place: Place) -> Place:
    """A place in the other kind of database."""
    if place("a").startswith("postgresql"):
        return lambda name: str(tmp_path / f"{name}.other")
    url = request.getfixturevalue("postgres")
    return lambda name: f"{url}&schema={tmp_path.name.lower().replace('-', '_')[-40:]}_{name}"


def test_a_record_moves_to_the_other_database_and_back(
    place: Place, elsewhere: Place, record: Record, archive: Path, tmp_path: Path
) -> None:
    imported = import_archive(archive, elsewhere("b"), judge=judge)
    assert (imported.reports, imported.already_there) == (3, 0)
    export_archive(elsewhere("b"), tmp_path / "b.zip")
    import_archive(tmp_path / "b.zip", place("c"), judge=judge)
    for address in (elsewhere("b"), place("c")):
        with Record.open(address, create=False) as other:
            assert other.check() == []
            assert other.contents() == record.contents()
            assert other.refusals() == record.refusals()
            assert other.persons() == record.persons()
            assert len(other.persons()) == 5
            recoded = [
                c.event.status for c in other.snapshot().claims.values() if c.kind == "event" and _on(c, "2021-03")
            ]
            assert recoded == ["planned"]
            assert other.versions_read() == record.versions_read()
            assert other.snapshot(known_on=date(2024, 5, 1)).states == record.snapshot(known_on=date(2024, 5, 1)).states
            assert [hit.marked for hit in other.search('"deal of 2020"')] == [
                hit.marked for hit in record.search('"deal of 2020"')
            ]


def _on(claim: Claim, day: str) -> bool:
    return claim.event.when.date.edtf == day


def test_the_same_record_gives_the_same_bytes(record: Record, archive: Path, tmp_path: Path) -> None:
    record.export_archive(tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes()


def test_the_same_archive_twice_changes_nothing(place: Place, archive: Path) -> None:
    import_archive(archive, place("b"), judge=judge)
    with Record.open(place("b")) as other:
        before = (other.contents(), _runs(other))
        again = other.import_archive(archive)
        assert not again
        assert again.already_there == 3
        assert not other.unmatched
        assert (other.contents(), _runs(other)) == before


def _runs(record: Record) -> list[tuple[object, ...]]:
    with record._read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM runs")]


def test_what_is_there_stays_and_what_is_new_comes(place: Place, archive: Path) -> None:
    own = make_report("d", "Something else happened there today.")
    there, claims = dossier()[0]
    with Record.open(place("b"), clock=lambda: "2020-01-01T00:00:00Z") as other:
        other.add(own, [])
        other.add(there, claims[:1])  # read otherwise here
    imported = import_archive(archive, place("b"), judge=judge)
    assert (imported.reports, imported.already_there) == (2, 1)
    with Record.open(place("b")) as other:
        assert other.check() == []
        assert other.counts()["reports"] == 4
        with other._read() as connection:
            held = connection.exec_driver_sql(f"SELECT id FROM claims WHERE report = '{there.id}'").scalars().all()
            filed_at = connection.exec_driver_sql(f"SELECT filed FROM reports WHERE id = '{there.id}'").scalar()
        assert held == [claims[0].id]
        assert filed_at == "2020-01-01T00:00:00Z"


def test_an_empty_record_moves_too(place: Place, tmp_path: Path) -> None:
    with Record.open(place("a")) as record:
        manifest = record.export_archive(tmp_path / "a.zip")
    assert {part.lines for part in manifest.parts.values()} == {0}
    assert not import_archive(tmp_path / "a.zip", place("b"))


# --- what is no archive -------------------------------------------------------------------------------------------


def rewrite(path: Path, part: str, change: Callable[[bytes], bytes], *, true_hash: bool = False) -> None:
    """Change a part; with `true_hash` the manifest is made to fit, as somebody who means to deceive would."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    if true_hash:
        from hashlib import sha256

        manifest = json.loads(parts["manifest.json"])
        told = {"lines": parts[part].count(b"\n"), "sha256": sha256(parts[part]).hexdigest()}
        manifest["parts"][part.removesuffix(".jsonl")] = told
        parts["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def refused(archive: Path, address: str, match: str) -> None:
    """The archive is refused, and neither a new record is made nor one that is there changed."""
    with pytest.raises(RecordError, match=match):
        import_archive(archive, address, judge=judge)
    with pytest.raises(RecordError, match="there is no record"):
        Record.open(address, create=False)
    with Record.open(address) as record:
        before = record.contents()
        with pytest.raises(RecordError, match=match):
            record.import_archive(archive)
        assert record.contents() == before


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_was_changed_or_cut_is_refused(tmp_path: Path, archive: Path, part: str) -> None:
    rewrite(archive, f"{part}.jsonl", lambda content: content[: len(content) // 2])
    refused(archive, str(tmp_path / "b.chancery"), f"damaged: {part} is not what it was")


def test_a_byte_that_flips_is_found_or_does_no_harm(tmp_path: Path, record: Record, archive: Path) -> None:
    content = archive.read_bytes()
    found = 0
    for place in range(10, len(content), len(content) // 24):
        archive.write_bytes(content[:place] + bytes([content[place] ^ 0x41]) + content[place + 1 :])
        with Record.open(tmp_path / f"{place}.chancery") as other:
            try:
                other.import_archive(archive)
            except RecordError:
                found += 1
                assert other.counts()["reports"] == 0
            else:  # what zip says of dates and rights
                assert other.contents()["claims"] == record.contents()["claims"]
    assert found > 12


def test_a_cut_archive_is_refused(tmp_path: Path, archive: Path) -> None:
    whole = archive.read_bytes()
    for length in (len(whole) - 100, len(whole) // 2, 10):
        archive.write_bytes(whole[:length])
        refused(archive, str(tmp_path / f"{length}.chancery"), "damaged: it is cut off")


def test_a_file_that_is_there_is_written_over_only_by_force(tmp_path: Path, place: Place) -> None:
    (tmp_path / "a.zip").write_bytes(b"precious")
    record = place("made")
    with Record.open(record):
        pass
    with pytest.raises(RecordError, match=r"there already .*--force"):
        export_archive(record, tmp_path / "a.zip")
    assert (tmp_path / "a.zip").read_bytes() == b"precious"
    export_archive(record, tmp_path / "a.zip", force=True)
    assert import_archive(tmp_path / "a.zip", tmp_path / "c.chancery").reports == 0


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ((b'"stance":"opines"', b'"stance":"denies"'), "is not as it was filed"),
        ((b"Analysts call", b"Analysts hail"), "is the report"),
        ((b'"sentences":', b'"sentence":'), "not as it must be"),
        ((b'"given_id":', b'"taken_id":'), "has the columns taken_id"),
        ((b'"sentences":[[', b'"sentences":[["x",'), "not as it must be"),
    ],
)
def test_an_archive_made_to_deceive_is_refused(
    tmp_path: Path, archive: Path, change: tuple[bytes, bytes], match: str
) -> None:
    rewrite(archive, "reports.jsonl", lambda content: content.replace(*change), true_hash=True)
    with Record.open(tmp_path / "b.chancery") as record:
        with pytest.raises(RecordError, match=match):
            record.import_archive(archive)
        assert record.counts()["reports"] == 0


def test_a_judgement_that_was_changed_is_refused(tmp_path: Path, archive: Path) -> None:
    change = (b'"verdict":"different"', b'"verdict":"same"')
    rewrite(archive, "judgements.jsonl", lambda content: content.replace(*change), true_hash=True)
    with Record.open(tmp_path / "b.chancery") as record:
        with pytest.raises(RecordError, match="is not as it was passed"):
            record.import_archive(archive)
        assert record.counts()["reports"] == 0  # though the reports came before it


@pytest.mark.parametrize("name", ["schema", "version"])
def test_an_archive_of_a_newer_version_is_refused(tmp_path: Path, archive: Path, name: str) -> None:
    rewrite(archive, "manifest.json", lambda content: json.dumps(json.loads(content) | {name: 99}).encode())
    refused(archive, str(tmp_path / "b.chancery"), "use the newer Chancery")


def test_what_is_no_archive_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("This is no archive at all.")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("holiday.txt", "pictures")
    refused(tmp_path / "text.zip", str(tmp_path / "b.chancery"), "no archive of a record .*chancery export --archive")
    with pytest.raises(RecordError, match="a part is missing"):
        import_archive(tmp_path / "other.zip", tmp_path / "c.chancery")
    with pytest.raises(RecordError, match="cannot be read: no such file"):
        import_archive(tmp_path / "none.zip", tmp_path / "c.chancery")


def test_an_archive_that_cannot_be_written_leaves_the_old_one(record: Record, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be written: no such file"):
        record.export_archive(tmp_path / "nowhere" / "a.zip")
    (tmp_path / "folder").mkdir()
    with pytest.raises(RecordError, match="cannot be written: is a directory"):
        record.export_archive(tmp_path / "folder")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
