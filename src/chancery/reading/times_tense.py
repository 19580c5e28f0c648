"""Whether a time expression looks forward or back, from the verb next to it."""

# ruff: noqa: E501 -- a pattern broken in the middle of an alternative reads worse than a long line

from __future__ import annotations

import re

# Verbs and phrases that look ahead whatever stands around them. "May have left" and "due to the storm" do not.
_SURE = (
    r"(?:will|shall|wo)(?:\s*n['’]t|\s+not)?\b(?:\s+(?:also|now|then|only|likely|again|be|have|not|soon|probably|formally|officially))*(?:\s+\w+)?"
    r"|(?<=['’])ll\b(?:\s+be)?(?:\s+\w+)?"
    r"|(?:is|are|was|were)\s+(?:due|expected|scheduled|set|slated|likely|poised|going|supposed)\s+to\s+(?:be\s+)?\w+"
    r"|(?:is|are|was|were)\s+to\s+(?:be\s+)?\w+"
    r"|(?:must|should|needs?\s+to|has\s+to|have\s+to|had\s+to|ought\s+to|can|(?-i:may)|might|could|would)\s+(?!have\b)(?:not\s+)?(?:be\s+)?\w+"
    r"|(?:his|her|its|their|the|whose)\s+next\s+(?!day|week|month|year|morning|evening|night)\w+"
    r"|upcoming|forthcoming|deadline|expir(?:es?|ing)\b"
    r"|(?<!not )(?<!n't )(?<!n’t )(?<!to )(?<!did )(?:meets?|begins?|starts?|opens?|ends?|closes?|returns?|resumes?|debuts?|takes?\s+place|votes?|arrives?|leaves?|takes?\s+effect|go(?:es)?\s+to\s+the\s+polls)(?=\s+(?:on|in|at|next|here|from)\b|\s*$)"
)
# Phrases whose own verb is past: a time after them belongs to what they look to, a time before them to themselves
# ("agreed to leave on Friday", "on Friday agreed to leave").
_LOOKING = (
    r"(?:scheduled|slated|planned|due|set|expected)\s+(?:for|on|in|by)\b"
    r"|(?:due|expected|scheduled|slated|planned|set|supposed|bound|predicted|forecast|projected|likely|anticipated|poised|ready)\s+to\s+(?!the\b|an?\b|its\b|his\b|her\b|their\b|this\b|that\b)(?:be\s+)?\w+"
    r"|(?:plans?|planning|intends?|intending|aims?|aiming|hopes?|hoping|vow(?:s|ed)?|pledge[sd]?|promise[sd]?|agree[sd]?|want(?:s|ed)?|prepar(?:es?|ing)|threaten(?:s|ed)?)\s+to\s+(?:be\s+)?\w+"
    r"|(?:instructed|ordered|asked|urged|told|directed|invited|required|called\s+on)\b[^.;,]{1,60}?\bto\s+(?!the\b|an?\b|his\b|her\b|their\b)\w+"
    r"|(?:postponed?|extend(?:s|ed)?|delay(?:s|ed)?|adjourn(?:s|ed)?|reschedul(?:es?|ed))\b(?=\s+(?:\w+\s+){0,8}(?:until|till|to|for)\b)"
)
_AHEAD = re.compile(rf"\b(?:{_SURE}|{_LOOKING})", re.IGNORECASE)
_AHEAD_AFTER = re.compile(rf"\b(?:{_SURE})", re.IGNORECASE)
_BACK = re.compile(
    r"\b(?:according\s+to|said|told|says|was|were|had|did|has|have|took|held|met|went|came|left|made|began|broke|hit|shot|fell|rose|won|lost|"
    r"became|found|gave|fought|flew|sent|saw|set|put|led|kept|spoke|wrote|ran|spent|struck|cut|got|brought|built|bought|sold|"
    r"stood|swore|drove|grew|threw|knew|thought|sought|fled|paid|read|shut|withdrew|retook|overthrew|ousted|(?!need|indeed|hundred|speed|breed|exceed|proceed|succeed|feed|seed|agreed\s+to|red|bed|ahmed|mohammed|united|armed|sacred|naked|unprecedented)[a-z]{2,}ed)\b"
)
_CLAUSE_END = re.compile(r"[;:—]|\.\s|\b(?:that|which|who)\s")
_UNTIL = re.compile(r"\b(?:until|till|through)\s+(?:the\s+)?$", re.IGNORECASE)
_LASTED = re.compile(
    r"\b(?:lasted|remained|continued|ran|served|stayed|lived|stood|held|ruled|raged|worked|led|was|were|had|has|have|(?:did|could|would)(?:\s+not|n['’]t))\b",
    re.IGNORECASE,
)


def looks_ahead(sentence: str, start: int, end: int) -> bool | None:
    """True for the future, False for the past, None where no verb tells; offsets count in `sentence`.

    Shapes:  the last verb before the expression decides, or where there is none the first after it. "would" and the
             modals count as looking ahead ("must leave by Friday"); a report of speech before them does not
             ("said on Monday it will"): there "on Monday" follows the verb of saying.
    """
    before, after = sentence[:start], sentence[end:]
    lead = sentence[start:end].lower()
    if _UNTIL.search(before) or lead.startswith(("until ", "till ", "through ")):
        # "extended until June" ends ahead whatever its tense; "lasted until June" does not.
        verb = max((found.end() for found in _AHEAD.finditer(before)), default=-1)
        past = max((found.end() for found in _LASTED.finditer(before)), default=-1)
        planned = re.search(
            r"\b(?:planned|scheduled|set|due|expected|extended|delayed|postponed|suspended|closed|banned|jailed)\b",
            before,
        )
        if verb < 0 and past < 0:
            later_ahead, later_back = _AHEAD.search(after), _LASTED.search(after) or _BACK.search(after)
            return not later_back or bool(later_ahead and later_ahead.start() <= later_back.start())
        return verb > past or bool(planned)
    if before.lower().rstrip().endswith("as of"):
        return False
    cut = max((found.end() for found in _CLAUSE_END.finditer(before)), default=0)
    ahead = max(((found.end(), found.start()) for found in _AHEAD.finditer(before, cut)), default=None)
    back = max(((found.end(), found.start()) for found in _BACK.finditer(before, cut)), default=None)
    if ahead or back:
        if ahead is None:
            return False
        if back is None:
            return True
        # "was scheduled for", "will be held": a past form inside a forward-looking phrase is part of it.
        return not (back[1] >= ahead[0])
    first_ahead, first_back = _AHEAD_AFTER.search(after), _BACK.search(after)
    if not first_ahead and not first_back:
        return None
    if not first_ahead:
        return False
    if not first_back:
        return True
    return first_ahead.start() <= first_back.start()
