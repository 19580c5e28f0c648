"""Predicates with senses and arguments out of the network's scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from chancery.reading.model.parsed import ParsedArgument

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]

_NEVER = np.float32(-1e9)

#: Roles that a predicate has once at most.
_CORE = frozenset(f"ARG{number}" for number in "012345")

#: Roles that a roleset lists, with their parts and relative words.
_NUMBERED = frozenset(f"{part}ARG{number}" for part in ("", "R-", "C-") for number in "012345")


class ArgumentDecoder:
    """Turns role tag scores (O; B and I per role) into arguments.

    Source: the best tag of each word where those fit each other (most predicates); else Viterbi with the moves that the
            tags allow and no weights of its own. Of two phrases for one numbered role the surer one stays.
    """

    def __init__(self, tags: Sequence[str]) -> None:
        self._places = np.array(["OBI".index(tag[0]) for tag in tags])
        self._roles = [tag[2:] for tag in tags]
        begins = {tag[2:]: number for number, tag in enumerate(tags) if tag[0] == "B"}
        # For each I tag the B tag of its role; for others themselves.
        self._begin = np.array([begins[tag[2:]] if tag[0] == "I" else number for number, tag in enumerate(tags)])
        self._inside = np.flatnonzero(self._places == 2)
        self._of_role: dict[str, list[int]] = {}
        for number, role in enumerate(self._roles):
            self._of_role.setdefault(role, []).append(number)

    def decode(self, scores: FloatArray, barred: Sequence[frozenset[str]] = ()) -> list[tuple[ParsedArgument, ...]]:
        """Arguments of each predicate.

        Shapes: scores are predicates x words x tags; `barred` are the roles that each predicate cannot have.
        """
        if any(barred):
            scores = scores.copy()
            for number, roles in enumerate(barred):
                scores[number][:, [tag for role in roles for tag in self._of_role.get(role, ())]] = _NEVER
        paths = scores.argmax(axis=2)
        bad = self._broken(paths)
        if bad.any():
            paths[bad] = self._viterbi(scores[bad])
        return [self._arguments(path, rows) for path, rows in zip(paths, scores, strict=True)]

    def _broken(self, paths: IntArray) -> NDArray[np.bool_]:
        """For each path, whether an I stands behind what is neither B nor I of its role."""
        before = np.concatenate([np.zeros((len(paths), 1), dtype=paths.dtype), paths[:, :-1]], axis=1)
        inside = self._places[paths] == 2
        follows = self._begin[before] == self._begin[paths]
        broken: NDArray[np.bool_] = (inside & ~follows).any(axis=1)
        return broken

    def _viterbi(self, scores: FloatArray) -> IntArray:
        count, length, tags = scores.shape
        inside, begin = self._inside, self._begin[self._inside]
        rows = np.arange(count)[:, None]
        back = np.zeros((count, length, tags), dtype=np.int64)
        current = scores[:, 0].copy()
        current[:, inside] = _NEVER
        for word in range(1, length):
            best = current.argmax(axis=1)
            back[:, word] = best[:, None]
            step = np.broadcast_to(current[np.arange(count), best][:, None], (count, tags)).copy()
            goes_on = current[:, inside] >= current[:, begin]
            back[:, word, inside] = np.where(goes_on, inside, begin)
            step[:, inside] = np.where(goes_on, current[:, inside], current[:, begin])
            current = step + scores[:, word]
        path = np.zeros((count, length), dtype=np.int64)
        path[:, -1] = current.argmax(axis=1)
        for word in range(length - 1, 0, -1):
            path[:, word - 1] = back[rows[:, 0], word, path[:, word]]
        return path

    def _arguments(self, path: IntArray, scores: FloatArray) -> tuple[ParsedArgument, ...]:
        found: list[ParsedArgument] = []
        tags = path.tolist()
        for word, tag in enumerate(tags):
            place = self._places[tag]
            if place == 1:
                found.append(ParsedArgument(self._roles[tag], word, word))
            elif place == 2 and found:
                found[-1] = ParsedArgument(found[-1].role, found[-1].first, word)
        roles = [argument.role for argument in found]
        twice = {role for role in roles if role in _CORE and roles.count(role) > 1}
        if not twice:
            return tuple(found)
        sure = {index: _sureness(scores, path, argument) for index, argument in enumerate(found)}
        best = {role: max((i for i, a in enumerate(found) if a.role == role), key=sure.__getitem__) for role in twice}
        return tuple(a for i, a in enumerate(found) if a.role not in twice or best[a.role] == i)


def _sureness(scores: FloatArray, path: IntArray, argument: ParsedArgument) -> float:
    """Mean lead of the argument's tags over no role."""
    words = np.arange(argument.first, argument.last + 1)
    return float((scores[words, path[words]] - scores[words, 0]).mean())


class FrameBook:
    """What the frame files know: the rolesets of a lemma, and what a roleset's numbered roles are for."""

    def __init__(
        self, classes: Sequence[str], rolesets: Mapping[str, Sequence[str]], functions: Mapping[str, str]
    ) -> None:
        self._numbers = {name: number for number, name in enumerate(classes)}
        self._rolesets = rolesets
        self._functions = functions

    def choose(self, lemma: str, scores: FloatArray) -> str:
        """Roleset by lemma and the predicate's sense scores, "" for a lemma without frames.

        The best of the lemma's by the network; where it knows none of them, the likeliest that the frames list.
        """
        listed = self._rolesets.get(lemma.lower())
        if not listed:
            return ""
        known = [name for name in listed if name in self._numbers]
        if not known:
            return listed[0]
        return known[int(scores[[self._numbers[name] for name in known]].argmax())]

    def barred(self, roleset: str) -> frozenset[str]:
        """The numbered roles that a roleset does not have; none where the frames list none of its roles."""
        entries = self._functions.get(roleset, "").split()
        if not entries:
            return frozenset()
        return _NUMBERED - {f"{part}ARG{entry[0]}" for entry in entries for part in ("", "R-", "C-")}

    def function(self, roleset: str, role: str) -> str:
        """What a role is for: "PAG", "TMP"; "" where the frames do not say.

        >>> FrameBook([], {}, {"get.01": "0PAG 1PPT"}).function("get.01", "R-ARG1")
        'PPT'
        """
        bare = role.removeprefix("R-").removeprefix("C-")
        if bare.startswith("ARGM-"):
            return bare[5:]
        for entry in self._functions.get(roleset, "").split():
            if bare == f"ARG{entry[0]}":
                return entry[1:]
        return ""
