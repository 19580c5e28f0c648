"""Rows of JSON (one object for one report) into what a report is made of."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from chancery.intake.encodings import plain
from chancery.intake.front_matter import source_of
from chancery.intake.reports import Stated
from chancery.intake.stated_dates import parse_value
from chancery.terms import Source

_IDS = (
    "id",
    "given_id",
    "guid",
    "uid",
    "_id",
    "article_id",
    "doc_id",
    "docid",
    "document_id",
    "report_id",
    "story_id",
    "uuid",
)
_DATES = (
    "date",
    "published",
    "published_at",
    "publishedat",
    "date_published",
    "datepublished",
    "date_publish",
    "publish_date",
    "published_date",
    "publication_date",
    "publicationdate",
    "pub_date",
    "pubdate",
    "published_time",
    "datetime",
    "timestamp",
    "created_at",
)
_UPDATES = ("updated", "updated_at", "date_modified", "datemodified", "modified", "date_modify", "last_modified")
_TITLES = ("title", "headline", "heading")
_TEXTS = (
    "text",
    "body",
    "content",
    "maintext",
    "main_text",
    "article",
    "full_text",
    "fulltext",
    "article_text",
    "story",
)
_SOURCES = (
    "source",
    "publisher",
    "outlet",
    "sitename",
    "site_name",
    "source_name",
    "publication",
    "source_domain",
    "site",
)
_BYLINES = ("byline", "author", "authors", "creator")
_URLS = ("url", "link", "uri", "source_url", "canonical_url", "web_url")


class RowError(Exception):
    """A row that is no report: `code` is json or row."""

    def __init__(self, code: str, detail: str, remedy: str) -> None:
        self.code, self.detail, self.remedy = code, detail, remedy
        super().__init__(detail)


def parse_row(line: str) -> dict[str, Any]:
    """The object in one line of JSON.

    Raises:  RowError where the line is not JSON, or not an object.
    """
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise RowError(
            "json", f"the row is not JSON: {error.msg.lower()} at column {error.colno}", "one JSON object on each line"
        ) from error
    except (RecursionError, ValueError) as error:
        raise RowError(
            "json",
            "the row is not JSON that can be read (nested too deeply, or a number too long)",
            "one JSON object on each line",
        ) from error
    if not isinstance(row, dict):
        kind = {list: "a list", str: "a string", int: "a number", float: "a number", type(None): "null"}
        raise RowError("row", f"the row is {kind.get(type(row), 'a truth value')}, not an object", "rows are {...}")
    return row


def read_row(row: dict[str, Any]) -> tuple[str, Stated]:
    """The text of a row, newlines made one kind, and what the row states of it.

    Shapes:  text from `text` or an alias (body, content, maintext ...), a list of strings being its paragraphs;
             `source` is a string or an object with name, country, kind, ownership; where no source is named, the host
             of the row's address is the source. A date that cannot be read leaves the report without one, and is told.
    Raises:  RowError where there is no text field, or it is no text.
    """
    fields = {str(key).strip().lower().replace("-", "_").replace(" ", "_"): value for key, value in row.items()}
    text = _text(fields)
    date_words = _first(fields, _DATES)
    published = parse_value(date_words)
    given = _first(fields, _IDS)
    stated = Stated(
        title=plain(str(_first(fields, _TITLES) or "")).strip(),
        published=published,
        published_from="the row's date" if published.stated else "",
        date_words="" if published.stated or date_words is None else str(date_words),
        updated=parse_value(_first(fields, _UPDATES)),
        byline=_people(_first(fields, _BYLINES)),
        source=_source(fields),
        url=plain(_string(_first(fields, _URLS))),
        given_id=None if given is None or isinstance(given, dict | list) else plain(str(given)),
    )
    return text, stated


def _text(fields: dict[str, Any]) -> str:
    value = _first(fields, _TEXTS)
    if value is None:
        if any(key in fields for key in _TEXTS):
            return ""
        raise RowError("row", "the row has no field 'text'", "fields are id, date, title, text, source, url")
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    if not isinstance(value, str):
        raise RowError(
            "row", f"the row's text is of type {type(value).__name__}, not a string", "give the text as a string"
        )
    return plain(value)


def _source(fields: dict[str, Any]) -> Source:
    value = _first(fields, _SOURCES)
    if isinstance(value, list):
        value = next((part for part in value if part), None)
    if isinstance(value, dict):
        parts = {str(key).lower(): str(part) for key, part in value.items() if isinstance(part, str | int)}
        name = parts.get("name") or parts.get("title") or parts.get("id") or ""
        return source_of(
            plain(name),
            parts.get("country", ""),
            parts.get("kind") or parts.get("type", ""),
            parts.get("ownership", ""),
        )
    country = _string(fields.get("source_country") or fields.get("country"))
    kind = _string(fields.get("source_kind") or fields.get("kind"))
    ownership = _string(fields.get("source_ownership") or fields.get("ownership"))
    if isinstance(value, str) and value.strip():
        name = _host(value) if value.startswith(("http://", "https://")) else value
        return source_of(plain(name), country, kind, ownership)
    host = _host(_string(_first(fields, _URLS)))
    return source_of(host, country, kind or ("site" if host else ""), ownership)


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _people(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(name for part in value if (name := _people(part)))
    if isinstance(value, dict):
        return _people(value.get("name"))
    return plain(value).strip() if isinstance(value, str) else ""


def _string(value: object) -> str:
    return plain(value) if isinstance(value, str) else ""


def _first(fields: dict[str, Any], keys: tuple[str, ...]) -> Any:
    for key in keys:
        value = fields.get(key)
        if value is not None and value not in ("", [], {}):
            return value
    return None
