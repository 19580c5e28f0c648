"""Pages and feeds fetched over HTTP, and messages posted: within limits, politely, each with one outcome."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

_CHUNK_BYTES = 65_536
_WAIT_CODES = frozenset((408, 425, 429))
_REMEDIES = {
    401: "the page wants a login",
    403: "the site refuses programs; ask it for a feed that may be read",
    404: "check the address",
    410: "the page was taken down",
    429: "the site wants fewer visits; poll it less often",
}


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How pages are fetched.

    Units:   seconds, and bytes of a body after unpacking. `timeout_s` bounds a connection and each wait for data,
             `total_s` a whole fetch; `host_delay_s` lies between two visits to one host.
    Source:  ours. The size is that which intake takes for a page.
    """

    timeout_s: float = 15.0
    total_s: float = 60.0
    max_bytes: int = 12_000_000
    max_redirects: int = 5
    host_delay_s: float = 1.0
    user_agent: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: the address after redirects, the body, and what the server says of it.

    `unchanged` where the server says that nothing is new since the `etag` or `modified` that was sent along.
    """

    url: str
    body: bytes = b""
    content_type: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


class FetchError(Exception):
    """Why nothing came back: `lasting` where trying again soon is of no use, `after_s` where the server says when."""

    def __init__(
        self, detail: str, remedy: str = "tried again later", *, lasting: bool = False, after_s: float = 0.0
    ) -> None:
        self.detail, self.remedy, self.lasting, self.after_s = detail, remedy, lasting, after_s
        super().__init__(detail)


@dataclass(slots=True)
class Fetcher:
    """Fetches and posts. `wait` and `monotonic` are what a test puts its own in for; `stopped` ends a fetch early."""

    options: FetchOptions = field(default_factory=FetchOptions)
    wait: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = time.monotonic
    stopped: Callable[[], bool] = lambda: False
    _pools: dict[str, PoolManager] = field(default_factory=dict)
    _visited: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str, *, etag: str = "", modified: str = "") -> Fetched:
        """What an http or https address gives.

        Raises:  FetchError for whatever keeps it from giving anything, with the reason in a line.
        """
        headers = {"Accept": "*/*", "Accept-Encoding": "gzip, deflate"}
        if etag:
            headers["If-None-Match"] = etag
        if modified:
            headers["If-Modified-Since"] = modified
        self._keep_distance(url)
        response = self._request("GET", url, headers, None)
        try:
            final = urljoin(url, response.geturl() or url)
            if response.status == 304:
                return Fetched(final, etag=etag, modified=modified, unchanged=True)
            _refuse(response)
            kind, _, rest = response.headers.get("content-type", "").partition(";")
            return Fetched(
                url=final,
                body=self._body(response, url),
                content_type=kind.strip().lower(),
                charset=_charset(rest),
                etag=response.headers.get("etag", ""),
                modified=response.headers.get("last-modified", ""),
            )
        finally:
            response.close()

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> None:
        """Send a body; a redirect is not followed, since it would turn the message into a question.

        Raises:  FetchError unless the receiver answers with a 2xx code.
        """
        response = self._request("POST", url, dict(headers), body)
        try:
            if 300 <= response.status < 400:
                to = response.headers.get("location", "another address")
                raise FetchError(f"the receiver points to {to}", "give that address", lasting=True)
            _refuse(response)
        finally:
            response.close()

    def _keep_distance(self, url: str) -> None:
        host = urlsplit(url).netloc.lower()
        now = self.monotonic()
        due = self._visited.get(host, now - self.options.host_delay_s) + self.options.host_delay_s
        if due > now:
            self.wait(due - now)
        self._visited[host] = max(due, now)

    def _request(self, method: str, url: str, headers: dict[str, str], body: bytes | None) -> BaseHTTPResponse:
        import urllib3
        from urllib3.exceptions import HTTPError, LocationValueError, MaxRetryError

        if urlsplit(url).scheme not in ("http", "https"):
            raise FetchError("the address is neither http nor https", "check the address", lasting=True)
        gets = method == "GET"
        retries = urllib3.Retry(
            total=None, connect=0, read=0, status=0, other=0, redirect=self.options.max_redirects if gets else 0
        )
        timeout = urllib3.Timeout(connect=self.options.timeout_s, read=self.options.timeout_s)
        headers = {"User-Agent": self.options.user_agent or _user_agent()} | headers
        try:
            return self._pool(url).request(
                method, url, body=body, headers=headers, retries=retries, timeout=timeout, redirect=gets,
                preload_content=False,
            )  # fmt: skip
        except MaxRetryError as error:
            raise _unreached(error.reason, self.options) from error
        except LocationValueError as error:
            raise FetchError("the address cannot be understood", "check the address", lasting=True) from error
        except (HTTPError, OSError, UnicodeError) as error:
            raise _unreached(error, self.options) from error

    def _body(self, response: BaseHTTPResponse, url: str) -> bytes:
        from urllib3.exceptions import HTTPError

        limit = self.options.max_bytes
        too_big = FetchError(f"the body is over {limit:,} bytes", "not fetched", lasting=True)
        if (stated := response.headers.get("content-length", "")).isdigit() and int(stated) > limit:
            raise too_big
        parts: list[bytes] = []
        size, end = 0, self.monotonic() + self.options.total_s
        try:
            while part := response.read1(_CHUNK_BYTES, decode_content=True):
                size += len(part)
                parts.append(part)
                if size > limit:
                    raise too_big
                if self.monotonic() > end:
                    raise FetchError(f"the body is not there after {self.options.total_s:g} seconds")
                if self.stopped():
                    raise FetchError("stopped")
        except (HTTPError, OSError) as error:
            raise _unreached(error, self.options) from error
        return b"".join(parts)

    def _pool(self, url: str) -> PoolManager:
        """The connections for an address: through the proxy that the environment names for it, else straight."""
        import urllib3

        proxy = _proxy_of(url)
        if proxy not in self._pools:
            context = _trusted()
            self._pools[proxy] = (
                urllib3.ProxyManager(proxy, ssl_context=context) if proxy else urllib3.PoolManager(ssl_context=context)
            )
        return self._pools[proxy]


def _proxy_of(url: str) -> str:
    from urllib.request import getproxies, proxy_bypass

    parts = urlsplit(url)
    return "" if proxy_bypass(parts.hostname or "") else getproxies().get(parts.scheme, "")


def _trusted() -> ssl.SSLContext:
    """What the system trusts; where it has no list of its own, the one that comes with trafilatura."""
    context = ssl.create_default_context()
    if not context.get_ca_certs():
        import certifi

        context.load_verify_locations(certifi.where())
    return context


def _refuse(response: BaseHTTPResponse) -> None:
    status = response.status
    if 200 <= status < 300:
        return
    lasting = 400 <= status < 500 and status not in _WAIT_CODES
    says = f"the server answers {status} {response.reason or ''}".rstrip()
    after = _seconds(response.headers.get("retry-after", ""))
    raise FetchError(says, _REMEDIES.get(status, "tried again later"), lasting=lasting, after_s=after)


def _unreached(error: BaseException | None, options: FetchOptions) -> FetchError:
    from urllib3 import exceptions as known

    if isinstance(error, known.ResponseError) and "redirect" in str(error):
        return FetchError(f"it redirects more than {options.max_redirects} times", "check the address", lasting=True)
    if isinstance(error, known.NameResolutionError):
        return FetchError("there is no host of that name", "check the address and the network")
    if isinstance(error, known.NewConnectionError):  # before timeouts, of which urllib3 takes it for one
        return FetchError("no connection: the host refuses it or is not there", "check the address and the network")
    if isinstance(error, known.TimeoutError | TimeoutError):
        return FetchError(f"no answer within {options.timeout_s:g} seconds")
    if isinstance(error, known.SSLError | ssl.SSLError):
        return FetchError("the connection is not safe: its certificate is not trusted", "check the address")
    if isinstance(error, known.IncompleteRead | known.ProtocolError):
        return FetchError("the connection broke off in the middle")
    if isinstance(error, known.DecodeError):
        return FetchError("the body is not packed as the server says")
    return FetchError(f"it cannot be fetched ({type(error).__name__})")


def _charset(rest: str) -> str:
    for part in rest.split(";"):
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'")
    return ""


def _seconds(stated: str) -> float:
    """The Retry-After of an answer in seconds; 0 where there is none. A date counts from now."""
    if stated.strip().isdigit():
        return float(stated)
    try:
        return max(0.0, parsedate_to_datetime(stated).timestamp() - time.time())
    except (ValueError, TypeError):
        return 0.0


def _user_agent() -> str:
    from chancery import __version__

    return f"chancery/{__version__} (keeps an attributed record of news reports)"
