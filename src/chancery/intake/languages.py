"""Whether a text is English, and if not, in which language it is."""

from __future__ import annotations

import re
from functools import cache

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LATIN = re.compile(r"[A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff]")
_LETTER = re.compile(r"[^\W\d_]")
_FUNCTION_WORDS = frozenset(
    str.split(
        "the of and to in a that is was for on with as by at from his her its their has have had be been are were "
        "it he she they who which this an not will would said but or after over about into than"
    )
)
# Shared with other languages ("a", "in", "is", "was", "he" ...), so that they prove nothing alone.
_AMBIGUOUS = frozenset(["a", "in", "is", "was", "he", "an", "or", "on", "as", "be", "at"])
_ENGLISH_SHARE = 0.18
_MIN_WORDS = 12
_SAMPLE_CHARS = 20_000
_SCRIPTS = (
    ("Arabic script", re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
    ("Hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("Cyrillic script", re.compile(r"[\u0400-\u052f]")),
    ("Greek", re.compile(r"[\u0370-\u03ff]")),
    ("Armenian", re.compile(r"[\u0530-\u058f]")),
    ("Georgian", re.compile(r"[\u10a0-\u10ff]")),
    ("Japanese", re.compile(r"[\u3040-\u30ff]")),
    ("Korean", re.compile(r"[\uac00-\ud7af]")),
    ("Chinese", re.compile(r"[\u4e00-\u9fff]")),
    ("Devanagari script", re.compile(r"[\u0900-\u097f]")),
    ("Thai", re.compile(r"[\u0e00-\u0e7f]")),
)
_NAMES = dict(
    pair.split("=")
    for pair in str.split(
        "af=Afrikaans am=Amharic ar=Arabic az=Azerbaijani be=Belarusian bg=Bulgarian bn=Bengali bs=Bosnian "
        "ca=Catalan cs=Czech cy=Welsh da=Danish de=German el=Greek eo=Esperanto es=Spanish et=Estonian eu=Basque "
        "fa=Persian fi=Finnish fo=Faroese fr=French ga=Irish gl=Galician gu=Gujarati he=Hebrew hi=Hindi hr=Croatian "
        "hu=Hungarian hy=Armenian id=Indonesian is=Icelandic it=Italian ja=Japanese ka=Georgian kk=Kazakh km=Khmer "
        "kn=Kannada ko=Korean ku=Kurdish ky=Kyrgyz la=Latin lb=Luxembourgish lo=Lao lt=Lithuanian lv=Latvian "
        "mk=Macedonian ml=Malayalam mn=Mongolian mr=Marathi ms=Malay mt=Maltese nb=Norwegian ne=Nepali nl=Dutch "
        "nn=Norwegian no=Norwegian pa=Punjabi pl=Polish ps=Pashto pt=Portuguese ro=Romanian ru=Russian si=Sinhala "
        "sk=Slovak sl=Slovenian sq=Albanian sr=Serbian sv=Swedish sw=Swahili ta=Tamil te=Telugu th=Thai tl=Tagalog "
        "tr=Turkish ug=Uyghur uk=Ukrainian ur=Urdu vi=Vietnamese xh=Xhosa zh=Chinese zu=Zulu"
    )
)


def other_language(text: str) -> str:
    """The name of the language where `text` is surely not English; "" where it is, or may be, English.

    Shapes:  decided from the letters (most of them outside the Latin alphabet), then from the share of English function
             words, and only for what is left by a language model (py3langid, loaded on first need). A text too short
             to tell counts as English.
    """
    sample = text[:_SAMPLE_CHARS]
    letters = len(_LETTER.findall(sample))
    if not letters:
        return ""
    latin = len(_LATIN.findall(sample))
    if latin < 0.5 * letters and letters >= 10:
        return _by_script(sample)
    words = [word.lower() for word in _WORD.findall(sample)]
    share = sum(word in _FUNCTION_WORDS for word in words) / max(1, len(words))
    proven = {word for word in words if word in _FUNCTION_WORDS and word not in _AMBIGUOUS}
    if share >= _ENGLISH_SHARE and ("the" in proven or len(proven) >= 3):
        return ""
    if len(words) < _MIN_WORDS:
        return ""
    code, second = _guess(sample)
    if code == "en" or (second == "en" and share >= 0.5 * _ENGLISH_SHARE) or share >= _ENGLISH_SHARE:
        return ""
    return _NAMES.get(code, code)


def _by_script(sample: str) -> str:
    script, count = max(((name, len(shape.findall(sample))) for name, shape in _SCRIPTS), key=lambda pair: pair[1])
    if count and not script.endswith("script"):
        return script
    code, _ = _guess(sample)
    if code != "en":
        return _NAMES.get(code, code)
    return f"a language in {script}" if count else "a language outside the Latin alphabet"


@cache
def _ranker() -> object:
    from py3langid import langid  # loads a model of its own: only where the letters and words do not decide

    return langid


def _guess(sample: str) -> tuple[str, str]:
    ranked: list[tuple[str, float]] = _ranker().rank(sample)  # type: ignore[attr-defined]
    return ranked[0][0], ranked[1][0]
