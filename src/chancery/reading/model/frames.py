"""Predicates with senses and arguments out of the network's scores."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from chancery.reading.model.parsed import ParsedArgument

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]

_NEVER = np.float32(-1e9)

#: What is taken from the score of no role, so that phrases are looked for generously; those not sure enough go again.
_GENEROSITY = np.float32(0.4)

#: Least sureness of an argument, and how often the chance that it ends where it ends counts in that. Chosen on EWT dev:
#: F1 of roles is 76.2 without, 76.9 to 77.4 for whatever leaves out the least sure tenth.
_LEAST_SURE, _END_COUNTS = 0.15, 4

#: Roles that a predicate has once at most.
_CORE = frozenset(f"ARG{number}" for number in "012345")

#: Roles that a roleset lists, with their parts and relative words.
_NUMBERED = frozenset(f"{part}ARG{number}" for part in ("", "R-", "C-") for number in "012345")


class ArgumentDecoder:
    """Turns role tag scores (O; B and I per role) into arguments.

    Source: the best tag of each word where those fit each other (most predicates); else Viterbi with the moves that the
            tags allow and no weights of its own. A phrase must be sure enough to be more often right than it costs;
            of two phrases for one numbered role the surer one stays.
    """

    def __init__(self, tags: Sequence[str]) -> None:
        self._places = np.array(["OBI".index(tag[0]) for tag in tags])
        self._roles = [tag[2:] for tag in tags]
        begins = {tag[2:]: number for number, tag in enumerate(tags) if tag[0] == "B"}
        # For each I tag the B tag of its role; for others themselves.
        self._begin = np.array([begins[tag[2:]] if tag[0] == "I" else number for number, tag in enumerate(tags)])
        self._inside = np.flatnonzero(self._places == 2)
        # The tags that neither begin nor go on, then B of each role that has an I, then their I in the same order.
        rest = [tag for tag in range(len(tags)) if self._places[tag] != 2 and tag not in self._begin[self._inside]]
        self._columns = np.array([*rest, *self._begin[self._inside], *self._inside], dtype=np.int64)
        # For each I tag the B tag that opens its phrase; -1 for others, which open a phrase or lie outside.
        self._follows = [
            int(begin) if place == 2 else -1 for begin, place in zip(self._begin, self._places, strict=True)
        ]
        # For each B tag the I tag of its role; -1 where there is none.
        self._goes_on = [tags.index("I" + tag[1:]) if "I" + tag[1:] in tags else -1 for tag in tags]
        self._outside = np.array([tag == "O" for tag in tags], dtype=np.float32)
        self._masks: dict[frozenset[str], FloatArray] = {}

    def decode(self, scores: FloatArray, barred: Sequence[frozenset[str]] = ()) -> list[tuple[ParsedArgument, ...]]:
        """Arguments of each predicate.

        Shapes: scores are predicates x words x tags; `barred` are the roles that each predicate cannot have.
        """
        if any(barred):
            masks = np.stack([self._mask(roles) for roles in barred])
            scores = scores + masks[:, None, :]
        chances = np.exp(scores - scores.max(axis=2, keepdims=True))
        chances /= chances.sum(axis=2, keepdims=True)
        scores = scores - _GENEROSITY * self._outside
        paths = scores.argmax(axis=2)
        bad = self._broken(paths)
        if bad.any():
            paths[bad] = self._viterbi(scores[bad])
        return [self._arguments(path, rows) for path, rows in zip(paths.tolist(), chances, strict=True)]

    def _mask(self, roles: frozenset[str]) -> FloatArray:
        """What to add to the tags' scores so that the roles are never chosen."""
        mask = self._masks.get(roles)
        if mask is None:
            mask = np.array([_NEVER if role in roles else 0 for role in self._roles], dtype=np.float32)
            self._masks[roles] = mask
        return mask

    def _broken(self, paths: IntArray) -> NDArray[np.bool_]:
        """For each path, whether an I stands behind what is neither B nor I of its role."""
        before = np.concatenate([np.zeros((len(paths), 1), dtype=paths.dtype), paths[:, :-1]], axis=1)
        inside = self._places[paths] == 2
        follows = self._begin[before] == self._begin[paths]
        broken: NDArray[np.bool_] = (inside & ~follows).any(axis=1)
        return broken

    def _viterbi(self, scores: FloatArray) -> IntArray:
        """The best fitting path of each predicate.

        Only an I asks for what stands before it: a B or I of its role. So a step needs the best tag of all and for each
        role, the better of its two; with B tags in one stretch of columns and I tags in another that is plain slices.
        """
        count, length, _ = scores.shape
        half = len(self._inside)
        columns = scores[:, :, self._columns]
        begin, inside = slice(-2 * half, -half), slice(-half, None)
        best = np.zeros((length, count), dtype=np.int64)
        goes_on = np.zeros((length, count, half), dtype=np.bool_)
        current = columns[:, 0].copy()
        current[:, inside] = _NEVER
        for word in range(1, length):
            best[word] = current.argmax(axis=1)
            np.greater_equal(current[:, inside], current[:, begin], out=goes_on[word])
            step = columns[:, word] + current.max(axis=1, keepdims=True)
            np.maximum(current[:, inside], current[:, begin], out=step[:, inside])
            step[:, inside] += columns[:, word, inside]
            current = step
        path = np.zeros((count, length), dtype=np.int64)
        first_inside = len(self._columns) - half
        for row, tag in enumerate(current.argmax(axis=1).tolist()):
            for word in range(length - 1, -1, -1):
                path[row, word] = self._columns[tag]
                if tag < first_inside:
                    tag = int(best[word, row])
                elif not goes_on[word, row, tag - first_inside]:
                    tag -= half
        return path

    def _arguments(self, tags: Sequence[int], chances: FloatArray) -> tuple[ParsedArgument, ...]:
        """The arguments of a path; `chances` are words x tags."""
        found: list[tuple[float, ParsedArgument]] = []
        word, count = 0, len(tags)
        while word < count:
            tag = tags[word]
            word += 1
            if tag:
                first = word - 1
                while word < count and self._follows[tags[word]] == tag:
                    word += 1
                sure = self._sureness(chances, tag, first, word)
                if sure >= _LEAST_SURE:
                    found.append((sure, ParsedArgument(self._roles[tag], first, word - 1)))
        best: dict[str, float] = {}
        for sure, argument in found:
            best[argument.role] = max(sure, best.get(argument.role, 0.0))
        return tuple(one for sure, one in found if one.role not in _CORE or sure == best[one.role])

    def _sureness(self, chances: FloatArray, begin: int, first: int, end: int) -> float:
        """How sure a phrase is: that it begins there, that it holds each further word, and that it ends there."""
        inside = self._goes_on[begin]
        sure = float(chances[first, begin])
        if inside < 0:
            return sure
        if end - first > 1:
            sure *= float(chances[first + 1 : end, inside].min())
        return sure * (1 - float(chances[end, inside])) ** _END_COUNTS if end < len(chances) else sure


class FrameBook:
    """What the frame files know: the rolesets of a lemma, and what a roleset's numbered roles are for."""

    def __init__(
        self, classes: Sequence[str], rolesets: Mapping[str, Sequence[str]], functions: Mapping[str, str]
    ) -> None:
        self._numbers = {name: number for number, name in enumerate(classes)}
        self._rolesets = rolesets
        self._functions = functions
        self._chosen: dict[tuple[str, frozenset[str]], tuple[list[str], IntArray]] = {}
        self._particles: dict[str, frozenset[str]] = {}
        self._barred: dict[str, frozenset[str]] = {}

    def choose(self, lemma: str, scores: FloatArray, around: Collection[str]) -> str:
        """Roleset by lemma and the predicate's sense scores, "" for a lemma without frames.

        The best of the lemma's by the network; where it knows none of them, the likeliest that the frames list. A sense
        with a particle ("carry_on.02") only where one of the words `around`, in small letters, is that particle.
        """
        lemma = lemma.lower()
        found = self._particles.get(lemma)
        if found is None:
            found = self._particles[lemma] = _particles(lemma, self._rolesets.get(lemma, ()))
        names, numbers = self._choices(lemma, found & frozenset(around) if found else found)
        if len(names) < 2:
            return names[0] if names else ""
        return names[int(scores[numbers].argmax())]

    def _choices(self, lemma: str, particles: frozenset[str]) -> tuple[list[str], IntArray]:
        """The rolesets to choose from, and their places among the network's senses."""
        found = self._chosen.get((lemma, particles))
        if found is None:
            listed = [name for name in self._rolesets.get(lemma, ()) if _particles(lemma, [name]) <= particles]
            known = [name for name in listed if name in self._numbers]
            found = (known or listed[:1], np.array([self._numbers[name] for name in known], dtype=np.int64))
            self._chosen[lemma, particles] = found
        return found

    def barred(self, roleset: str) -> frozenset[str]:
        """The numbered roles that a roleset does not have; none where the frames list none of its roles."""
        found = self._barred.get(roleset)
        if found is None:
            entries = self._functions.get(roleset, "").split()
            kept = {f"{part}ARG{entry[0]}" for entry in entries for part in ("", "R-", "C-")}
            found = self._barred[roleset] = _NUMBERED - kept if entries else frozenset()
        return found

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


def _particles(lemma: str, rolesets: Iterable[str]) -> frozenset[str]:
    """The words that the rolesets have beside their lemma.

    >>> sorted(_particles("carry", ["carry.01", "carry_on.02", "carry_out.03"]))
    ['on', 'out']
    """
    words = (word for name in rolesets for word in name.rpartition(".")[0].split("_")[1:])
    return frozenset(word for word in words if word != lemma)
