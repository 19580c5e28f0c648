"""A place to collect the roles of one predicate: one phrase plays one part, compounds unfold."""

from __future__ import annotations

from chancery.reading.syntax import RELATIVE_WORDS, Tree
from chancery.terms.readings import Role


class RoleBook:
    """The roles found so far for one predicate. The first role given to a phrase stays."""

    __slots__ = ("_own", "_roles", "_tree")

    def __init__(self, tree: Tree, own: int) -> None:
        self._tree = tree
        self._own = own
        self._roles: dict[int, Role] = {}

    def add(self, role: str, head: int, why: str, *, whole_clause: bool = False, before: int | None = None) -> None:
        """Notes that the phrase of `head`, and each of its conjuncts, plays `role`.

        `whole_clause`: the phrase is a clause, taken with all below it and not unfolded. `before`: only conjuncts
        before this token count, as with the antecedent of a relative clause.
        """
        if not role or head == self._own:
            return
        if whole_clause:
            self._put(role, head, why, self._tree.clause_chars(head))
            return
        for conjunct in self._tree.nominal_conjuncts(head):
            if conjunct != self._own and (before is None or conjunct < before):
                self._put(role, conjunct, why, self._tree.chars(conjunct))

    def add_at(self, role: str, head: int, why: str, start: int, end: int) -> None:
        """Notes a role whose characters are not those of a phrase of its own."""
        self._put(role, head, why, (start, end))

    def has(self, *roles: str) -> bool:
        """Whether one of the roles is filled."""
        return any(role.role in roles for role in self._roles.values())

    def knows(self, head: int) -> bool:
        """Whether the phrase plays a role already."""
        return head in self._roles

    def roles(self) -> tuple[Role, ...]:
        """All roles, in text order."""
        return tuple(sorted(self._roles.values(), key=lambda role: (role.start, role.end)))

    def _put(self, role: str, head: int, why: str, chars: tuple[int, int]) -> None:
        if head in self._roles or self._tree.low[head] in RELATIVE_WORDS:
            return
        self._roles[head] = Role(role, chars[0], chars[1], head, why)
