"""A news site in a thread, for tests of watching: pages, feeds and a webhook, each as its test scripts it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Visit"], None]


@dataclass
class Visit:
    """One request: what was asked, and ways to answer it."""

    handler: BaseHTTPRequestHandler
    body: bytes
    site: Site
    number: int

    def send(self, body: bytes | str = b"", status: int = 200, kind: str = "text/html", **headers: str) -> None:
        """Answer at once."""
        data = body.encode() if isinstance(body, str) else body
        self.start(status, kind, {"Content-Length": str(len(data))} | headers)
        self.handler.wfile.write(data)

    def start(self, status: int, kind: str, headers: dict[str, str]) -> None:
        """Send the head only."""
        self.handler.send_response(status)
        self.handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()


@dataclass
class Site:
    """The site: `answers` by path, and what was asked of it, in order."""

    address: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def page(self, path: str, body: str | bytes, kind: str = "text/html", **headers: str) -> str:
        """Put a page up; its address."""
        self.answers[path] = lambda visit: visit.send(body, kind=kind, **headers)
        return self.address + path

    def visits(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(asked == path for _, asked, _, _ in self.asked)


@contextmanager
def news_site() -> Iterator[Site]:
    """A site on a port of its own, for as long as the block runs."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            site.asked.append((self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            visit = Visit(self, body, site, site.visits(self.path))
            site.answers.get(self.path, lambda one: one.send("not here", 404))(visit)

        do_GET = do_POST = answer  # noqa: N815 - the library's names

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: Any) -> None:
            """Quiet: who asks may go away in the middle."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield site
    finally:
        site.over.set()
        server.shutdown()
        server.server_close()
