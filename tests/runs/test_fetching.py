"""Fetching from a local server: limits, politeness, and one clear line for whatever goes wrong."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest
from news_server import Site, Visit, news_site

from chancery.runs.fetching import Fetcher, FetchError, FetchOptions

QUICK = FetchOptions(timeout_s=2.0, total_s=5.0, max_bytes=10_000, max_redirects=3, host_delay_s=0.0)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site, and no proxy on the way to it."""
    monkeypatch.setenv("no_proxy", "*")
    with news_site() as found:
        yield found


def refused(url: str, options: FetchOptions = QUICK, **more: object) -> FetchError:
    with pytest.raises(FetchError) as caught:
        Fetcher(options, **more).fetch(url)  # type: ignore[arg-type]
    return caught.value


def test_a_page_comes_with_what_the_server_says_of_it(site: Site) -> None:
    url = site.page(
        "/a", "<p>é</p>", "text/html; charset=UTF-8", ETag='"1"', Last_Modified="Thu, 18 Apr 2024 10:00:00 GMT"
    )
    got = Fetcher(QUICK).fetch(url)
    assert (got.body.decode(), got.content_type, got.charset) == ("<p>é</p>", "text/html", "UTF-8")
    assert (got.etag, got.modified, got.unchanged) == ('"1"', "Thu, 18 Apr 2024 10:00:00 GMT", False)
    assert site.asked[0][2]["user-agent"].startswith("chancery/")


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    def answer(visit: Visit) -> None:
        same = visit.handler.headers.get("If-None-Match") == '"1"'
        visit.send(b"" if same else b"body", 304 if same else 200, ETag='"1"')

    site.answers["/a"] = answer
    fetcher = Fetcher(QUICK)
    first = fetcher.fetch(site.address + "/a")
    second = fetcher.fetch(site.address + "/a", etag=first.etag)
    assert (first.body, second.unchanged, second.etag) == (b"body", True, '"1"')


def test_a_packed_body_is_unpacked_and_measured_unpacked(site: Site) -> None:
    small = site.page("/s", gzip.compress(b"x" * 9_000), Content_Encoding="gzip")
    bomb = site.page("/b", gzip.compress(b"x" * 50_000_000), Content_Encoding="gzip")
    assert len(Fetcher(QUICK).fetch(small).body) == 9_000
    assert "over 10,000 bytes" in refused(bomb).detail


def test_a_huge_body_is_refused_before_and_while_it_comes(site: Site) -> None:
    def endless(visit: Visit) -> None:
        visit.start(200, "text/html", {"Connection": "close"})
        visit.handler.close_connection = True
        try:
            while not visit.site.over.is_set():
                visit.handler.wfile.write(b"x" * 4096)
        except OSError:
            pass

    stated = refused(site.page("/a", "x" * 10_001))
    site.answers["/endless"] = endless
    streamed = refused(site.address + "/endless")
    assert stated.detail == streamed.detail == "the body is over 10,000 bytes"
    assert stated.lasting


def test_a_body_that_drips_ends_at_the_limit_for_the_whole(site: Site) -> None:
    def drip(visit: Visit) -> None:
        visit.start(200, "text/html", {"Connection": "close"})
        visit.handler.close_connection = True
        try:
            while not visit.site.over.wait(0.001):
                visit.handler.wfile.write(b"x")
                visit.handler.wfile.flush()
        except OSError:
            pass

    hours = iter(range(0, 10**9, 3600))
    site.answers["/drip"] = drip
    error = refused(site.address + "/drip", monotonic=lambda: next(hours))
    assert (error.detail, error.lasting) == ("the body is not there after 5 seconds", False)


def test_a_server_that_says_nothing_is_left(site: Site) -> None:
    site.answers["/mute"] = lambda visit: visit.site.over.wait(30) and None
    error = refused(site.address + "/mute", FetchOptions(timeout_s=0.05, host_delay_s=0.0))
    assert (error.detail, error.lasting) == ("no answer within 0.05 seconds", False)


def test_a_circle_of_redirects_ends(site: Site) -> None:
    site.answers["/loop"] = lambda visit: visit.send(b"", 302, Location="/loop")
    error = refused(site.address + "/loop")
    assert (error.detail, error.lasting) == ("it redirects more than 3 times", True)
    assert site.visits("/loop") == 4


def test_a_redirect_is_followed_and_the_place_told(site: Site) -> None:
    site.page("/new", "here")
    site.answers["/old"] = lambda visit: visit.send(b"", 301, Location="/new")
    assert Fetcher(QUICK).fetch(site.address + "/old").url == site.address + "/new"


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://host.example/x"])
def test_a_redirect_off_the_web_is_not_followed(site: Site, to: str) -> None:
    site.answers["/out"] = lambda visit: visit.send(b"", 302, Location=to)
    assert refused(site.address + "/out").lasting


@pytest.mark.parametrize(
    ("status", "lasting", "after_s"),
    [(404, True, 0), (403, True, 0), (500, False, 0), (503, False, 120), (429, False, 120)],
)
def test_a_refusal_says_whether_to_come_again(site: Site, status: int, lasting: bool, after_s: float) -> None:
    wait = {"Retry_After": "120"} if after_s else {}
    site.answers["/a"] = lambda visit: visit.send(b"", status, **wait)
    error = refused(site.address + "/a")
    assert f"the server answers {status}" in error.detail
    assert (error.lasting, error.after_s) == (lasting, after_s)


def test_a_connection_that_breaks_off_gives_no_half_page(site: Site) -> None:
    def cut(visit: Visit) -> None:
        visit.start(200, "text/html", {"Content-Length": "500"})
        visit.handler.wfile.write(b"half")
        visit.handler.close_connection = True

    site.answers["/cut"] = cut
    assert refused(site.address + "/cut").detail == "the connection broke off in the middle"


def test_nobody_there_and_no_such_scheme() -> None:
    with news_site() as gone:
        address = gone.address
    assert "no connection" in refused(address + "/a").detail
    assert refused("file:///etc/passwd").lasting


def test_two_visits_to_one_host_lie_apart(site: Site) -> None:
    waits: list[float] = []
    url = site.page("/a", "x")
    fetcher = Fetcher(FetchOptions(host_delay_s=2.0), wait=waits.append, monotonic=lambda: 100.0)
    fetcher.fetch(url)
    fetcher.fetch(url)
    fetcher.fetch(url)
    assert waits == [2.0, 4.0], "the clock stands still here, so that the third is due four seconds on"


def test_a_stop_ends_a_fetch(site: Site) -> None:
    assert refused(site.page("/a", "x"), stopped=lambda: True).detail == "stopped"
