"""Watching with a scripted news site, a stub reader and a clock that only moves when it is told to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from news_server import Site, Visit, news_site
from stub_steps import judge as stub_judge
from stub_steps import stub_steps

from chancery.record import Record
from chancery.runs import open_record
from chancery.runs.fetching import Fetcher, FetchOptions
from chancery.runs.outbox import Delivery, Outbox, sign
from chancery.runs.results import Refusal
from chancery.runs.watch_lists import Watched, read_list, watched_of
from chancery.runs.watch_state import Message, WatchState
from chancery.runs.watching import Clock, Round, Watcher, WatchOptions, memory_of, own_files, stopping
from chancery.terms import Failure, InputError, RecordError, SetAside, Source

FILLER = " ".join(f"The talks went on in room {number} of the house by the lake." for number in range(16))
DEPLOYED = f"Peacekeepers were deployed in 2020 along the road. {FILLER}"
WITHDREW = f"Peacekeepers withdrew in 2024 from the road. {FILLER}"
START = 1_700_000_000.0


def page(words: str, title: str = "News of the day") -> str:
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{words}</p>"
        f"<p>{FILLER}</p></article></body></html>"
    )


def item(number: int, link: str, *, full: str = "", day: int = 18) -> str:
    body = (
        f"<content:encoded><![CDATA[<p>{full}</p>]]></content:encoded>" if full else "<description>Teaser</description>"
    )
    return (
        f"<item><title>Entry {number}</title><link>{link}</link><guid isPermaLink='false'>n{number}</guid>"
        f"<pubDate>Thu, {day} Apr 2024 10:00:00 GMT</pubDate>{body}</item>"
    )


def rss(*items: str) -> str:
    head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Desk</title>'
    return f"<?xml version='1.0'?>{head}{''.join(items)}</channel></rss>"


class StandingClock(Clock):
    """Time passes when somebody waits, and not otherwise; stops after so much of it."""

    def __init__(self, until: float = START + 10**6) -> None:
        super().__init__()
        self.time, self.until = START, until

    def now(self) -> float:
        return self.time

    def wait(self, seconds: float) -> None:
        self.time += seconds
        if self.time >= self.until:
            self.stop()


@dataclass
class Desk:
    """A watcher with everything around it."""

    folder: Path
    site: Site
    clock: StandingClock = field(default_factory=StandingClock)
    refusals: list[Refusal] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    webhook: str = ""

    def rounds(
        self, *sources: str | Watched, count: int = 1, lists: tuple[Path, ...] = (), **more: object
    ) -> list[Round]:
        """So many rounds, taken and told one after the other, by a watcher of its own."""
        named = tuple(one if isinstance(one, Watched) else watched_of(one) for one in sources)
        options = WatchOptions(named, lists, every_s=300.0)
        record, memory = self.folder / "r.sqlite", self.folder / "r.sqlite.watch"
        options = replace(options, left_out=own_files(record, memory), **more)  # type: ignore[arg-type]
        taken: list[Round] = []
        with Record.open(record) as opened, WatchState.open(memory) as state:
            fetcher = Fetcher(FetchOptions(timeout_s=2.0, host_delay_s=0.0))
            outbox = Outbox(state, fetcher, self.webhook, "s3cret", self.clock.now) if self.webhook else None
            watcher = Watcher(
                opened, state, options, self.clock, fetcher, outbox, stub_steps(),
                on_refusal=self.refusals.append, on_delivery=self.deliveries.append,
            )  # fmt: skip
            for one in watcher.rounds():
                counts = one.counts
                done = counts.filed + counts.already_there + counts.set_aside + counts.failed
                assert counts.reports_in == done
                taken.append(one)
                if outbox and counts.filed:
                    outbox.put(f"w{one.at}", json.dumps({"at": one.at}).encode())
                if len([1 for one in taken if one.number]) >= count:
                    self.clock.stop()
        self.clock.stopped = False
        return taken


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("no_proxy", "*")
    with news_site() as site:
        yield Desk(tmp_path, site)


def filed(rounds: list[Round]) -> list[int]:
    return [one.counts.filed for one in rounds]


# --- feeds --------------------------------------------------------------------------------------------------------


def test_a_feed_is_filed_entry_by_entry_and_then_left_alone(desk: Desk) -> None:
    link = desk.site.page("/b", page(WITHDREW))
    feed = desk.site.page("/feed", rss(item(1, f"{desk.site.address}/a", full=DEPLOYED), item(2, link)), "text/xml")
    first, second = desk.rounds(feed, count=2)
    assert (first.counts.reports_in, first.counts.filed) == (2, 2)
    assert (second.counts.reports_in, second.before, second.after) == (0, None, None)
    assert first.before is not None
    assert first.after is not None
    assert (len(first.before.reports), len(first.after.reports)) == (0, 2)
    assert {event.type for event in first.after.events} == {"MOBILIZE", "RETREAT"}
    assert desk.site.visits("/a") == 0, "what the feed gives in full is not fetched"
    assert desk.site.visits("/b") == 1
    assert {report.published.edtf for report in first.after.reports.values()} == {"2024-04-18"}
    assert {report.path for report in first.after.reports.values()} == {f"{desk.site.address}/a", link}


def test_what_the_server_calls_unchanged_is_not_read_again_even_after_a_restart(desk: Desk) -> None:
    def answer(visit: Visit) -> None:
        if visit.handler.headers.get("If-None-Match") == '"v1"':
            visit.send(b"", 304)
        else:
            visit.send(rss(item(1, "", full=DEPLOYED)), kind="text/xml", ETag='"v1"')

    desk.site.answers["/feed"] = answer
    assert filed(desk.rounds(f"{desk.site.address}/feed", count=2)) == [1, 0]
    assert filed(desk.rounds(f"{desk.site.address}/feed")) == [0]
    assert [asked[2].get("if-none-match") for asked in desk.site.asked] == [None, '"v1"', '"v1"']


def test_a_new_entry_and_a_changed_one_are_filed(desk: Desk) -> None:
    feed = desk.site.page("/feed", rss(item(1, "", full=DEPLOYED)), "text/xml")
    assert filed(desk.rounds(feed)) == [1]
    desk.site.page("/feed", rss(item(2, "", full=WITHDREW), item(1, "", full=DEPLOYED + " More.")), "text/xml")
    assert filed(desk.rounds(feed)) == [2]


def test_a_server_that_fails_once_is_said_once_and_comes_back(desk: Desk) -> None:
    def answer(visit: Visit) -> None:
        if visit.number <= 2:
            visit.send(b"", 500)
        else:
            visit.send(rss(item(1, "", full=DEPLOYED)), kind="text/xml")

    desk.site.answers["/feed"] = answer
    rounds = desk.rounds(f"{desk.site.address}/feed", count=4)
    told = [[(trouble.detail, trouble.new) for trouble in one.troubles] for one in rounds]
    failed = "the server answers 500 Internal Server Error"
    assert told == [[(failed, True)], [(failed, False)], [], []], "the third round comes before the pause is over"
    assert filed(rounds) == [0, 0, 0, 1]
    assert rounds[3].found_again == (f"{desk.site.address}/feed",)


def test_one_source_that_fails_does_not_stop_the_others(desk: Desk) -> None:
    html = desk.site.page("/html", page(DEPLOYED))
    feed = desk.site.page("/feed", rss(item(1, "", full=DEPLOYED)), "text/xml")
    (one,) = desk.rounds(f"{desk.site.address}/none", html, "http://127.0.0.1:1/x", str(desk.folder / "no"), feed)
    assert one.counts.filed == 1
    assert [(trouble.source.rpartition("/")[2], trouble.detail[:30]) for trouble in one.troubles] == [
        ("none", "the server answers 404 Not Fou"),
        ("html", "this is no RSS or Atom feed"),
        ("x", "no connection: the host refuse"),
        ("no", "there is no such file or folde"),
    ]


def test_a_page_that_is_gone_fails_once_and_one_without_an_article_is_set_aside(desk: Desk) -> None:
    desk.site.page("/empty", "<html><body><p>Menu</p></body></html>")
    desk.site.page("/pdf", b"%PDF", "application/pdf")
    links = [f"{desk.site.address}/{name}" for name in ("gone", "empty", "pdf")]
    feed = desk.site.page("/feed", rss(*(item(number, link) for number, link in enumerate(links))), "text/xml")
    first, second = desk.rounds(feed, count=2)
    assert (first.counts.reports_in, first.counts.failed, first.counts.set_aside) == (3, 1, 2)
    assert second.counts.reports_in == 0
    assert desk.site.visits("/gone") == 1
    by_place = {refusal.where: refusal for refusal in desk.refusals}
    gone, pdf = by_place[links[0]], by_place[links[2]]
    assert isinstance(gone, Failure)
    assert (gone.detail, gone.remedy) == ("the server answers 404 Not Found", "check the address")
    assert isinstance(pdf, SetAside)
    assert "application/pdf" in pdf.detail


def test_a_page_that_fails_for_a_while_is_tried_again_and_counted_once(desk: Desk) -> None:
    desk.site.answers["/b"] = lambda visit: visit.send(
        page(WITHDREW) if visit.number > 2 else "", 200 if visit.number > 2 else 503
    )
    feed = desk.site.page("/feed", rss(item(1, f"{desk.site.address}/b")), "text/xml", ETag='"1"')
    rounds = desk.rounds(feed, count=5)
    assert [(one.counts.reports_in, one.counts.failed, one.counts.filed) for one in rounds] == [
        (1, 1, 0), (0, 0, 0), (0, 0, 0), (1, 0, 1), (0, 0, 0),
    ]  # fmt: skip
    assert len(desk.refusals) == 1
    asked = [headers.get("if-none-match") for _, path, headers, _ in desk.site.asked if path == "/feed"]
    assert asked == [None, None, None, None, '"1"'], "a feed with work left in it is never called unchanged"


def test_a_page_is_given_up_in_the_end(desk: Desk) -> None:
    desk.site.answers["/b"] = lambda visit: visit.send("", 503)
    feed = desk.site.page("/feed", rss(item(1, f"{desk.site.address}/b")), "text/xml")
    desk.rounds(feed, count=40)
    assert desk.site.visits("/b") == 5


def test_links_of_a_feed_lead_to_the_web_only(desk: Desk) -> None:
    (desk.folder / "secret.html").write_text(page(DEPLOYED), encoding="utf-8")
    feed = desk.site.page("/feed", rss(item(1, (desk.folder / "secret.html").as_uri())), "text/xml")
    (one,) = desk.rounds(feed)
    assert one.counts.filed == one.counts.reports_in == 1, "its teaser, which is all that the feed itself says"
    assert one.after is not None
    assert all("deployed" not in report.text for report in one.after.reports.values())


def test_what_the_list_says_of_a_source_goes_first(desk: Desk) -> None:
    feed = desk.site.page("/feed", rss(item(1, "https://n.example/x", full=DEPLOYED)), "text/xml")
    (one,) = desk.rounds(Watched(feed, Source("The Desk", "ARM", "agency")))
    assert one.after is not None
    assert [report.source for report in one.after.reports.values()] == [Source("The Desk", "ARM", "agency")]


# --- folders ------------------------------------------------------------------------------------------------------


def report_file(path: Path, words: str, *, age_s: float = 60.0) -> None:
    path.write_text(f"---\ntitle: {path.stem}\ndate: 2024-04-18\nsource: Desk\n---\n{words}\n", encoding="utf-8")
    os.utime(path, (START - age_s, START - age_s))


def test_a_folder_gives_new_and_changed_files(desk: Desk) -> None:
    inbox = desk.folder / "inbox" / "deep"
    inbox.mkdir(parents=True)
    report_file(inbox / "a.md", DEPLOYED)
    assert filed(desk.rounds(str(inbox.parent), count=2)) == [1, 0]
    report_file(inbox / "b.md", WITHDREW)
    assert filed(desk.rounds(str(inbox.parent))) == [1]
    report_file(inbox / "a.md", DEPLOYED + " More.", age_s=30)
    assert filed(desk.rounds(str(inbox.parent))) == [1]


def test_a_file_that_is_being_written_waits_for_the_next_round(desk: Desk) -> None:
    report_file(desk.folder / "a.md", DEPLOYED, age_s=0.5)
    first, second = desk.rounds(str(desk.folder), count=2)
    assert (first.counts.reports_in, second.counts.filed) == (0, 1)


def test_the_watchers_own_files_in_the_folder_are_left_out(desk: Desk) -> None:
    report_file(desk.folder / "a.md", DEPLOYED)
    (one,) = desk.rounds(str(desk.folder))
    assert (one.counts.reports_in, one.counts.filed) == (1, 1)


def test_a_list_of_sources_is_read_anew_and_an_ill_one_counts_as_it_was(desk: Desk) -> None:
    report_file(desk.folder / "a.md", DEPLOYED)
    listed = desk.folder / "list"
    listed.mkdir()
    sources = listed / "sources.yaml"
    sources.write_text(f"- file: {desk.folder}/a.md\n", encoding="utf-8")

    def ill(number: int) -> None:
        if number == 1:
            sources.write_text("- nonsense: x\n", encoding="utf-8")
            report_file(desk.folder / "a.md", WITHDREW, age_s=10)

    desk.clock.wait = stepping(desk.clock, ill)  # type: ignore[method-assign]
    first, second = desk.rounds(lists=(sources,), count=2)
    assert (first.counts.filed, second.counts.filed) == (1, 1)
    assert [(trouble.detail, trouble.new) for trouble in second.troubles] == [
        (f"{sources}, item 1: unknown field 'nonsense'", True)
    ]


def stepping(clock: StandingClock, act: Callable[[int], None]) -> Callable[[float], None]:
    """A wait that acts before time passes; told how often it was called."""
    calls = 0

    def wait(seconds: float) -> None:
        nonlocal calls
        calls += 1
        act(calls)
        StandingClock.wait(clock, seconds)

    return wait


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://n.example/feed#x # mine\n\n# no\nnews\n", ["https://n.example/feed#x", "news"]),
        ("- https://n.example/feed\n- folder: news\n", ["https://n.example/feed", "news"]),
        ("sources:\n- feed: HTTP://n.example/f\n  source: A\n  kind: agency\n", ["http://n.example/f"]),
    ],
)
def test_a_list_is_yaml_or_lines(tmp_path: Path, text: str, found: list[str]) -> None:
    path = tmp_path / "list"
    path.write_text(text, encoding="utf-8")
    assert [one.address.removeprefix(f"{tmp_path}/") for one in read_list(path)] == found


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "names no source"),
        ("ftp://n.example/x\n", "line 1: ftp:// is not watched"),
        ("- feed: https://\n", "item 1: this is no address"),
        ("- {feed: https://n.example, kind: press-baron}\n", "is no kind of source"),
        ("- {folder: a, source: B}\n", "only feeds have a source"),
        ("- {feed: https://n.example, folder: a}\n", "one feed, folder or file"),
        ("- [1\n", "is not YAML"),
        ("- 7\n", "neither an address nor a mapping"),
    ],
)
def test_a_list_that_is_wrong_says_where(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "list"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=says) as caught:
        read_list(path)
    assert str(path) in str(caught.value)


# --- stopping, killing --------------------------------------------------------------------------------------------


def test_a_stop_ends_the_watch_after_the_report_at_hand(desk: Desk) -> None:
    for name in "abc":
        report_file(desk.folder / f"{name}.md", DEPLOYED + f" {name}.")
    handed = []

    def stop(steps_code: Callable[..., object]) -> Callable[..., object]:
        def code(reading: object) -> object:
            handed.append(1)
            desk.clock.stop()
            return steps_code(reading)

        return code

    steps = stub_steps()
    with Record.open(desk.folder / "r.sqlite") as record, WatchState.open(desk.folder / "w") as state:
        options = WatchOptions(
            (Watched(str(desk.folder)),), left_out=own_files(desk.folder / "r.sqlite", desk.folder / "w")
        )
        stopper = replace(steps, code=stop(steps.code))  # type: ignore[arg-type]
        rounds = list(Watcher(record, state, options, desk.clock, steps=stopper).rounds())
        assert [(one.counts.reports_in, one.counts.filed) for one in rounds] == [(1, 1)]
        assert not record.unmatched
        desk.clock.stopped = False
        again = replace(options, once=True)
        (rest,) = Watcher(record, state, again, desk.clock, steps=steps).rounds()
        assert (rest.counts.reports_in, rest.counts.filed) == (2, 2)


def test_what_was_filed_before_a_kill_is_told_after_it(desk: Desk) -> None:
    report_file(desk.folder / "a.md", DEPLOYED)
    options = WatchOptions(
        (Watched(str(desk.folder)),), left_out=own_files(desk.folder / "r.sqlite", desk.folder / "r.sqlite.watch")
    )
    with Record.open(desk.folder / "r.sqlite") as record, WatchState.open(desk.folder / "r.sqlite.watch") as state:
        rounds = Watcher(record, state, options, desk.clock, steps=stub_steps()).rounds()
        lost = next(rounds)  # killed before it could be told: the next round is never asked for
        rounds.close()
    late, quiet = desk.rounds(str(desk.folder))
    assert (late.number, quiet.number, quiet.counts.reports_in) == (0, 1, 0)
    assert late.before is not None
    assert late.after is not None
    assert lost.after is not None
    assert (len(late.before.events), late.after.events) == (0, lost.after.events)
    assert [one.number for one in desk.rounds(str(desk.folder))] == [1], "told once"


@pytest.mark.parametrize("kill_at", ["0", "2", "5", "match", "filed", "told"])
def test_a_kill_loses_nothing(desk: Desk, kill_at: str) -> None:
    inbox = desk.folder / "inbox"
    inbox.mkdir()
    for number in range(6):
        report_file(inbox / f"{number}.md", f"{DEPLOYED if number % 2 else WITHDREW} Part {number} follows.")
    script = Path(__file__).parent / "watch_and_die.py"
    command = [sys.executable, str(script), str(desk.folder / "r.sqlite"), str(inbox), kill_at]
    killed = subprocess.run(command, capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    with open_record(desk.folder / "r.sqlite", judge=stub_judge):
        pass  # puts right what was left unmatched, as the command does
    rounds = desk.rounds(str(inbox), once=True)
    whole = Desk(desk.folder / "whole", desk.site)
    whole.folder.mkdir()
    (once,) = whole.rounds(str(inbox), once=True)
    with Record.open(desk.folder / "r.sqlite") as one, Record.open(whole.folder / "r.sqlite") as other:
        assert one.contents() == other.contents()
        assert one.check() == []
    told = {claim for taken in rounds if taken.after for claim in _new_claims(taken)}
    assert once.after is not None
    assert told == set(once.after.claims), "what the killed watch filed is told by the next one"


def _new_claims(taken: Round) -> set[str]:
    assert taken.before is not None
    assert taken.after is not None
    return set(taken.after.claims) - set(taken.before.claims)


def test_signals_stop_the_clock_and_the_second_does_what_it_always_did() -> None:
    clock, said = Clock(), []
    with stopping(clock, lambda: said.append(1)):
        os.kill(os.getpid(), signal.SIGINT)
        clock.wait(60)
        assert clock.stopped
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert said == [1]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_one_watcher_at_a_time_has_a_memory(tmp_path: Path) -> None:
    with WatchState.open(tmp_path / "w") as first:
        first.expect("r1")
        with pytest.raises(RecordError, match="another watcher is at work"):
            WatchState.open(tmp_path / "w")
    with WatchState.open(tmp_path / "w") as again:
        assert again.untold == {"r1"}


def test_a_file_that_is_no_memory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("words " * 200, encoding="utf-8")
    with Record.open(tmp_path / "r.sqlite"):
        pass
    for name in ("text", "r.sqlite"):
        with pytest.raises(RecordError, match="no file of a watcher"):
            WatchState.open(tmp_path / name)


def test_the_totals_of_all_rounds_are_kept(desk: Desk) -> None:
    report_file(desk.folder / "a.md", DEPLOYED)
    desk.rounds(str(desk.folder))
    report_file(desk.folder / "b.md", WITHDREW)
    (last,) = desk.rounds(str(desk.folder))
    assert last.totals == {"already_there": 0, "failed": 0, "filed": 2, "reports_in": 2, "set_aside": 0}


def test_the_memory_of_a_record_behind_a_url_is_a_file_of_its_own() -> None:
    one, other = memory_of("postgresql://u:p@h/one"), memory_of("postgresql://u:p@h/two")
    assert one != other
    assert "p@h" not in str(one)


# --- the webhook --------------------------------------------------------------------------------------------------


def test_a_receiver_that_fails_twice_gets_the_message_in_the_end_once_and_signed(desk: Desk) -> None:
    desk.site.answers["/hook"] = lambda visit: visit.send(b"", 500 if visit.number <= 2 else 204)
    desk.webhook = f"{desk.site.address}/hook"
    report_file(desk.folder / "a.md", DEPLOYED)
    desk.rounds(str(desk.folder), count=2)
    posts = [(headers, body) for method, path, headers, body in desk.site.asked if path == "/hook"]
    assert len(posts) == 3
    assert len({body for _, body in posts}) == len({headers["x-chancery-message"] for headers, _ in posts}) == 1
    assert posts[2][0]["x-chancery-signature"] == sign(posts[2][1], "s3cret")
    assert [(one.sent, one.waiting, bool(one.trouble)) for one in desk.deliveries] == [(0, 1, True), (1, 0, False)]


def test_a_message_survives_a_restart(desk: Desk) -> None:
    desk.webhook = f"{desk.site.address}/hook"
    report_file(desk.folder / "a.md", DEPLOYED)
    desk.rounds(str(desk.folder), once=True)
    desk.site.page("/hook", "")
    desk.rounds(str(desk.folder), once=True)
    assert [status.sent for status in desk.deliveries] == [0, 1]
    assert desk.site.visits("/hook") == 2


def test_messages_for_another_receiver_wait_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    with news_site() as site, WatchState.open(tmp_path / "w") as state:
        site.page("/one", "")
        assert state.add_message(Message("m", "https://other.example", b"{}"))
        assert not state.add_message(Message("m", "https://other.example", b"{}"))
        outbox = Outbox(state, Fetcher(), f"{site.address}/one")
        outbox.put("m", b"{}")
        assert outbox.deliver() == Delivery(1, 0)
        assert len(state.messages("https://other.example")) == 1
        assert "x-chancery-signature" not in site.asked[0][2]


def test_a_redirected_message_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    with news_site() as site, WatchState.open(tmp_path / "w") as state:
        site.answers["/hook"] = lambda visit: visit.send(b"", 302, Location="/else")
        outbox = Outbox(state, Fetcher(), f"{site.address}/hook")
        outbox.put("m", b"{}")
        assert outbox.deliver().trouble == "the receiver points to /else (give that address)"
        assert len(state.messages(outbox.url)) == 1
        assert site.visits("/else") == 0


def test_a_record_of_any_database_can_be_watched_into(place: Callable[[str], str], desk: Desk) -> None:
    report_file(desk.folder / "a.md", DEPLOYED)
    with Record.open(place("watched")) as record, WatchState.open(desk.folder / "memory") as state:
        options = WatchOptions((Watched(str(desk.folder / "a.md")),), once=True)
        (one,) = Watcher(record, state, options, desk.clock, steps=stub_steps()).rounds()
        assert one.counts.filed == 1
        assert one.after is not None
        assert [event.type for event in one.after.events] == ["MOBILIZE"]
        assert record.check() == []
