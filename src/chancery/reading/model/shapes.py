"""What a word looks like: casing, digits, glue, ending. The encoder itself is uncased."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

#: Kinds of written form, in the order of their numbers.
FORMS = ("lower", "title", "upper", "capital", "mixed", "digits", "alnum", "sign", "caseless")

#: Kinds of whole-sentence casing: where every word is a capital one, a capital tells nothing.
SENTENCE_FORMS = ("normal", "title", "upper", "lower")

#: Number of case classes: padding, the root, then form x first x glued x sentence form.
CASE_CLASSES = 2 + len(FORMS) * 2 * 2 * len(SENTENCE_FORMS)

#: Number of ending classes: 0 is padding or none. Changing it needs a new model.
ENDING_CLASSES = 4096

#: Signs after which a word counts as first in its sentence.
_OPENERS = frozenset("\"'“”‘’([{«-–—*•:`")


def word_form(word: str) -> int:
    """Number of the word's written form in `FORMS`."""
    letters = [sign for sign in word if sign.isalpha()]
    if not letters:
        return 5 if any(sign.isdigit() for sign in word) else 7
    if any(sign.isdigit() for sign in word):
        return 6
    upper = sum(sign.isupper() for sign in letters)
    if not upper:
        return 0 if any(sign.islower() for sign in letters) else 8
    if upper == len(letters):
        return 3 if len(letters) == 1 else 2
    return 1 if upper == 1 and letters[0].isupper() else 4


def sentence_form(words: Sequence[str]) -> int:
    """Number of the sentence's casing in `SENTENCE_FORMS`.

    Judged on words of four letters and more, for headline style leaves "of" and "the" small.
    A sentence with fewer than three such words counts as normal unless nothing in it is lower.
    """
    long_words = [word for word in words if len(word) > 3 and word.isalpha()]
    if not long_words:
        return 0
    upper = sum(word.isupper() for word in long_words)
    if upper == len(long_words):
        return 2
    if len(long_words) < 3:
        return 0
    capital = sum(word[0].isupper() for word in long_words)
    if capital >= 0.8 * len(long_words):
        return 1
    return 3 if not any(sign.isupper() for word in words for sign in word) else 0


def case_classes(words: Sequence[str], glued: Sequence[bool]) -> list[int]:
    """Case class of each word of a sentence, 2 and more (0 is padding, 1 the root).

    `glued` tells for each word whether it stands against the word before it without a space.
    """
    whole = sentence_form(words)
    classes: list[int] = []
    first = True
    for word, is_glued in zip(words, glued, strict=True):
        number = word_form(word)
        number = ((number * 2 + first) * 2 + is_glued) * len(SENTENCE_FORMS) + whole
        classes.append(2 + number)
        first = first and (len(word) == 1 and word in _OPENERS)
    return classes


def ending_class(word: str) -> int:
    """Class of the word's last three lower-case signs, 1 to `ENDING_CLASSES` - 1.

    A hash that is the same on every machine; two endings may share a class.
    """
    ending = word[-3:].lower().encode("utf-8", "replace")
    return 1 + zlib.crc32(ending) % (ENDING_CLASSES - 1)
