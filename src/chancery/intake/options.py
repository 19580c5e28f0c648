"""What a run may set about taking reports in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """Limits of what is taken in as one report.

    Units:   `max_report_chars`: code points of a report's text; a text file or JSON row of more than four times as many
             bytes is set aside unread. `max_page_bytes`: bytes of an HTML page (whose markup outweighs its text) or of
             a JSON file. `min_words`: words below which a text is set aside as too short; `min_article_words`: the
             same for the article in an HTML page. `any_language`: take texts of any language (the reading model
             knows English only).
    Source:  ours. The longest ordinary news texts (speeches in full, court rulings) stay below 500,000 characters.
    """

    max_report_chars: int = 2_000_000
    max_page_bytes: int = 12_000_000
    min_words: int = 2
    min_article_words: int = 20
    any_language: bool = False


DEFAULTS = IntakeOptions()
