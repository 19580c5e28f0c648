"""The list of sources at work: reports traced to it, asking what is on it, adding to a user's own file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chancery.runs import own_lists
from chancery.terms import Claim, Copy, Credit, InputError, Provenance, Report, UnknownIdError

if TYPE_CHECKING:
    from chancery.record import Record
    from chancery.shelf.outlets import ListedOutlet

Data = dict[str, Any]


def trace_sources(record: Record, *, again: bool = False) -> int:
    """Look at what a record's reports tell of their sources, and which are copies; how many were looked at.

    Only at those that nobody has looked at yet, unless `again`, after a change of the list. To be called before a
    record is rebuilt.
    """
    from chancery.matching.copies import compare
    from chancery.matching.sources import trace

    return record.trace(trace, compare, again=again)


def trace_in_memory(
    reports: Sequence[Report], claims: Iterable[Claim]
) -> tuple[dict[str, Provenance], dict[str, Credit], list[Copy]]:
    """Provenance by report, outlets named by claim, and copies, of reports that no record holds."""
    from chancery.matching.copies import find_copies
    from chancery.matching.sources import named_source, trace_report

    provenance = {report.id: trace_report(report) for report in reports}
    named = {claim.id: credit for claim in claims if (credit := named_source(claim))}
    return provenance, named, find_copies(reports) if len(provenance) > 1 else []


def use_sources(file: Path | None) -> None:
    """Makes this process and those that it starts use a user's file of sources; None leaves things as they are.

    Raises:  InputError where the file cannot be read or is wrong.
    """
    from chancery.shelf import own_sources

    own_lists.use(own_sources.VARIABLE, file, own_sources.read_sources, _forget)


@contextmanager
def using_sources(file: Path | None) -> Iterator[None]:
    """Uses a user's file of sources for as long as the block runs. Raises: InputError."""
    from chancery.shelf import own_sources

    with own_lists.using(own_sources.VARIABLE, file, own_sources.read_sources, _forget):
        yield


def list_sources(*, country: str = "", kind: str = "", ownership: str = "") -> list[Data]:
    """All sources of a country, kind and ownership, by name."""
    from chancery.shelf.outlets import outlet_list

    found = [
        entry
        for entry in outlet_list().entries
        if (not country or entry.outlet.country == country.upper())
        and (not kind or kind in (entry.outlet.kind, entry.weight))
        and (not ownership or entry.outlet.ownership == ownership)
    ]
    return [_data(entry) for entry in sorted(found, key=lambda entry: entry.outlet.name.casefold())]


def find_sources(query: str, *, most: int = 20) -> list[Data]:
    """Sources with a name or domain that holds the words asked for, the nearest first; else those written nearly so."""
    from chancery.shelf.keys import name_key
    from chancery.shelf.outlets import outlet_list

    listed, wanted = outlet_list(), name_key(query)
    exact = listed.named(query)
    scored: list[tuple[int, str, ListedOutlet]] = []
    for entry in listed.entries:
        keys = [*map(name_key, entry.names), *entry.domains]
        rank = min((_rank(wanted, key) for key in keys), default=3)
        if entry is exact or rank < 3:
            scored.append((0 if entry is exact else rank, entry.outlet.name, entry))
    if not scored:
        names = {name_key(name): entry for entry in listed.entries for name in entry.names}
        near = get_close_matches(wanted, list(names), n=most, cutoff=0.75)
        return [_data(entry) for entry in dict.fromkeys(names[name] for name in near)]
    return [_data(entry) for _, _, entry in sorted(scored, key=lambda row: row[:2])[:most]]


def show_source(name_or_id: str) -> Data:
    """All that is known of a source, by its id, a name or a web address.

    Raises:  UnknownIdError where none goes by it, with the nearest names.
    """
    from chancery.shelf.outlets import outlet_list

    listed = outlet_list()
    found = listed.by_id(name_or_id) or listed.named(name_or_id)
    if found:
        return _data(found)
    like = [one["name"] for one in find_sources(name_or_id, most=3)]
    remedy = f"did you mean {', '.join(like)}?" if like else "chancery sources list shows all"
    raise UnknownIdError(f"no source on the list goes by {name_or_id!r}", remedy=remedy)


def add_source(file: Path | None, row: dict[str, str]) -> Data:
    """The source added to a user's file, which is made where it is not there yet, and the `file`.

    Raises:  InputError where no file is named, the row is wrong or there already, or the file is wrong.
    """
    from chancery.shelf import own_files, own_sources

    chosen = file or own_files.file_in_use(own_sources.VARIABLE)
    if chosen is None:
        raise InputError(
            "no file of your own sources is named", remedy=f"name it with --sources or {own_sources.VARIABLE}"
        )
    added = own_sources.add_source(chosen, {key: value for key, value in row.items() if value})
    _forget()
    return {**added.row(), "file": str(chosen)}


def source_versions() -> dict[str, str]:
    """By what reports were traced, for the log of a run."""
    from chancery.matching import copies, sources
    from chancery.shelf import own_files, own_sources
    from chancery.shelf.artefacts import manifest

    versions = {"sources": sources.VERSION, "copies": copies.VERSION, "outlets": manifest()["outlets"].version}
    file = own_files.file_in_use(own_sources.VARIABLE)
    return versions | ({"own sources": own_files.mark(file)} if file else {})


def _forget() -> None:
    from chancery.matching.sources import forget

    forget()


def _rank(wanted: str, key: str) -> int:
    """0 for the name itself, 1 where it begins so, 2 where words of it do, 3 else."""
    if wanted == key:
        return 0
    if key.startswith(wanted):
        return 1
    words = key.split()
    return 2 if all(any(word.startswith(part) for word in words) for part in wanted.split()) else 3


def _data(entry: ListedOutlet) -> Data:
    from chancery.shelf.artefacts import manifest

    outlet = entry.outlet
    return {
        "id": outlet.id,
        "name": outlet.name,
        "names": list(entry.names),
        "domains": list(entry.domains),
        "country": outlet.country or None,
        "kind": outlet.kind,
        "ownership": outlet.ownership or None,
        "owner": outlet.owner or None,
        "weighed_as": entry.weight,
        "from": f"outlets: {manifest()['outlets'].origin}" if entry.where == "outlets" else f"your file, {entry.where}",
    }
