"""The list of sources: outlets, agencies, press services and monitors, by the names and addresses they go by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from chancery.shelf import own_files, own_sources
from chancery.shelf.keys import name_key
from chancery.shelf.tables import listed, rows
from chancery.terms import PRESS_KINDS, Outlet

KINDS = ("agency", "newspaper", "broadcaster", "site", "government", "organisation", "social")
OWNERSHIPS = ("state", "public", "private", "party", "church", "non-profit")
_PREFIX = "outlet:"
_ARTICLE = "the "


@dataclass(frozen=True, slots=True)
class ListedOutlet:
    """A source as the list has it: what counts of it, all its names, its web domains, and where the row stands.

    `ambiguous` are names that mean something else as well ("Trend", "Dawn"): in running text they count only beside a
    word such as "agency" or "newspaper".
    """

    outlet: Outlet
    names: tuple[str, ...]
    domains: tuple[str, ...]
    ambiguous: frozenset[str]
    where: str

    @property
    def weight(self) -> str:
        """How it is weighed: wire, state media, public media, press, government, NGO or social; of kind and ownership.

        >>> ListedOutlet(Outlet("outlet:x", kind="agency", ownership="state"), (), (), frozenset(), "").weight
        'state media'
        """
        return weight_of(self.outlet.kind, self.outlet.ownership)


def weight_of(kind: str, ownership: str) -> str:
    """Wire, state media, public media, press, government, NGO, social, or unknown. The table is in docs/sources.md."""
    if kind in ("government", "social"):
        return kind
    if kind == "organisation":
        return "international body" if ownership == "public" else "NGO"
    if kind not in PRESS_KINDS:
        return "unknown"
    if ownership in ("state", "party"):
        return "state media" if ownership == "state" else "party media"
    if kind == "agency":
        return "wire"
    return "public media" if ownership == "public" else "press"


class OutletList:
    """All sources of the list, a user's own before those that ship."""

    def __init__(self, entries: Iterable[ListedOutlet]) -> None:
        self.entries = tuple(entries)
        self._by_name: dict[str, ListedOutlet] = {}
        self._by_domain: dict[str, ListedOutlet] = {}
        self._by_id: dict[str, ListedOutlet] = {}
        exact: dict[str, ListedOutlet] = {}
        for entry in self.entries:
            self._by_id.setdefault(entry.outlet.id, entry)
            for name in entry.names:
                self._by_name.setdefault(_bare(name), entry)
                if entry.outlet.kind in PRESS_KINDS:
                    exact.setdefault(name, entry)
            for domain in entry.domains:
                self._by_domain.setdefault(domain.casefold(), entry)
        self._exact = exact
        parts = "|".join(re.escape(name) for name in sorted(exact, key=lambda name: (-len(name), name)))
        self._press = re.compile(rf"(?<!\w)(?:{parts})(?!\w)") if parts else re.compile(r"(?!)")

    def by_id(self, identity: str) -> ListedOutlet | None:
        """The source of an id, with or without its "outlet:"."""
        return self._by_id.get(identity if identity.startswith(_PREFIX) else _PREFIX + identity)

    def named(self, name: str) -> ListedOutlet | None:
        """The source that goes by a name, in any case and with or without an article; None where none does."""
        return self._by_name.get(_bare(name)) or (self.at(name) if "." in name and " " not in name.strip() else None)

    def at(self, host: str) -> ListedOutlet | None:
        """The source at a web domain or below it ("www.bbc.co.uk", "edition.cnn.com"); None where none is."""
        parts = host.strip().casefold().rstrip(".").split(".")
        domains = (".".join(parts[start:]) for start in range(len(parts) - 1))
        return next((self._by_domain[domain] for domain in domains if domain in self._by_domain), None)

    def press_in(self, words: str) -> Iterator[tuple[re.Match[str], ListedOutlet]]:
        """Press outlets whose names stand in the words as they are written, the longest first at each place."""
        for match in self._press.finditer(words):
            yield match, self._exact[match[0]]


@cache
def outlet_list() -> OutletList:
    """The list that ships, with the user's own sources before it, if the environment names a file of them.

    Raises:  ArtefactError where the list is damaged, InputError where the user's file is wrong.
    """
    file = own_files.file_in_use(own_sources.VARIABLE)
    own = [_own(one) for one in own_sources.read_sources(file)] if file else []
    return OutletList([*own, *_shipped()])


def _shipped() -> Iterator[ListedOutlet]:
    for row in rows("outlets"):
        outlet = Outlet(_PREFIX + row["id"], row["name"], row["country"], row["kind"], row["ownership"], row["owner"])
        yield ListedOutlet(
            outlet,
            tuple(dict.fromkeys([row["name"], *listed(row["other_names"])])),
            tuple(listed(row["domains"])),
            frozenset(listed(row["ambiguous"])),
            "outlets",
        )


def _own(one: own_sources.OwnSource) -> ListedOutlet:
    outlet = Outlet(_PREFIX + one.id, one.name, one.country, one.kind, one.ownership, one.owner)
    return ListedOutlet(outlet, tuple(dict.fromkeys([one.name, *one.other_names])), one.domains, frozenset(), one.where)


def _bare(name: str) -> str:
    key = name_key(name)
    return key.removeprefix(_ARTICLE) if len(key) > len(_ARTICLE) else key
