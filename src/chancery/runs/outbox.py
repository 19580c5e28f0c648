"""Messages to a webhook: kept until they are delivered, signed, sent again with growing pauses."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass

from chancery.runs.fetching import Fetcher, FetchError
from chancery.runs.watch_state import Message, WatchState

SECRET = "CHANCERY_WEBHOOK_SECRET"
"""Name of the environment variable that holds the secret with which messages are signed."""
FIRST_PAUSE_S = 30.0
LONGEST_PAUSE_S = 3_600.0


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a round of sending came to: how many arrived, how many wait, and the trouble in a line ("" where none, or
    where it was told before)."""

    sent: int
    waiting: int
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Outbox:
    """The messages for one webhook. Each arrives at least once; its id tells the receiver a second copy."""

    state: WatchState
    fetcher: Fetcher
    url: str
    secret: str = ""
    now: Callable[[], float] = lambda: 0.0

    def put(self, message_id: str, body: bytes) -> None:
        """Keep a message until it is delivered."""
        self.state.add_message(Message(message_id, self.url, body))

    def deliver(self, *, at_once: bool = False) -> Delivery:
        """Send what is due (with `at_once` all that waits), the oldest first; where the receiver is away, the rest
        waits with what failed."""
        sent, trouble = 0, ""
        waiting = self.state.messages(self.url)
        for message in waiting:
            if not (at_once or is_due(message.due, self.now())):
                continue
            try:
                self.fetcher.post(self.url, message.body, self._headers(message))
            except FetchError as error:
                pause = max(error.after_s, min(FIRST_PAUSE_S * 2**message.tries, LONGEST_PAUSE_S))
                self.state.undelivered(message, due=self.now() + pause, trouble=error.detail)
                if message.trouble != error.detail:
                    trouble = f"{error.detail} ({error.remedy})"
                if not error.lasting:
                    break
            else:
                self.state.delivered(message)
                sent += 1
        return Delivery(sent, len(waiting) - sent, trouble)

    def next_due(self) -> float | None:
        """When the next message is to be sent; None where none waits."""
        return min((message.due for message in self.state.messages(self.url)), default=None)

    def _headers(self, message: Message) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "X-Chancery-Message": message.id}
        if self.secret:
            headers["X-Chancery-Signature"] = sign(message.body, self.secret)
        return headers


def sign(body: bytes, secret: str) -> str:
    """The signature of a body: "sha256=" and the HMAC-SHA256 in hex.

    >>> sign(b"{}", "secret")[:15]
    'sha256=77325902'
    """
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def is_due(due: float, now: float, *, longest_s: float = 86_400.0) -> bool:
    """Whether a time has come. One that lies further ahead than any pause was set by a clock that has since jumped."""
    return now >= due or due - now > longest_s
