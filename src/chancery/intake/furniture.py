"""Lines of a page that are no part of its text: labels, buttons, credits, notices. By kind and shape, not by site."""

# ruff: noqa: E501 -- a pattern broken in the middle of an alternative reads worse than a long line

from __future__ import annotations

import re

# A label whose field is empty: "Updated On", "By:", "Share".
_EMPTY_LABEL = re.compile(
    r"""^(?:(?:first\ |last\ |date\ )?(?:updated?|published|posted|modified|created|issued|filed)(?:\ (?:on|at|by|date))?
    |(?:publication|pub\.?|release|issue)\ date|date(?:\ and\ time)?|time|author|byline|by|written\ by|source|sources
    |reported\ by|edited\ by|story\ by|text\ by|photos?\ by|words\ by|location|category|section|tags?|topics?|keywords
    |filed\ under|posted\ in|title|headline|subject|location|credits?|caption|via|share|follow|in\ this\ article)
    \s*[:|\-–—]?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
# Badges and buttons: whole lines.
_BADGE = re.compile(
    r"""^[\[(|*•·»>\s]*(?:
    (?:for\ immediate|press|news|media)\ release|embargoed.{0,40}|new\ update|new|live|live\ updates?|live\ blog|breaking|breaking\ news|just\ in|developing(?:\ story)?|exclusive|premium
    |latest(?:\ news)?|top\ stor(?:y|ies)|trending(?:\ now)?|most\ (?:read|popular|viewed|shared)|editor'?s?['’]?s?\ picks?
    |updated?|update:?|advertisement|advertorial|advert|ads?|sponsored(?:\ content)?|paid\ (?:content|post)|promoted
    |(?:story|article|content)\ continues?\ (?:below|after)(?:\ (?:this\ |the\ )?(?:advertisement|ad|video|photo|image))?
    |continue\ reading(?:\ (?:below|the\ main\ story))?|scroll\ (?:down\ )?(?:to|for)\ continue|skip\ ad(?:vertisement)?
    |skip\ to\ (?:main\ )?content|skip\ to\ (?:main\ )?navigation|main\ menu|menu|search|home|close|open|next|previous
    |back(?:\ to\ (?:top|home))?|toggle\ navigation|log\ ?in|sign\ ?in|sign\ ?up|register|my\ account|subscribe(?:\ now)?
    |share(?:\ (?:this|on|via|to|it|with))?(?:\ (?:this|article|story|post|page|link|facebook|twitter|x|whatsapp|telegram
      |linkedin|email|e-mail|reddit|friends))*(?:\s*[:|])?
    |shares?|tweet|pin(?:\ it)?|print(?:\ (?:this|page|article))?|e-?mail(?:\ (?:this|article|link))?|copy\ (?:this\ )?link
    |link\ copied!?|copied!?|save(?:\ (?:for\ later|article|story))?|bookmark|comment|comments?(?:\ \(\d+\))?
    |\d+\ (?:comments?|shares?|views?|likes?|reads?)|(?:leave|add|post)\ a\ (?:comment|reply)|view\ comments|reply|like
    |facebook|twitter|whatsapp|telegram|instagram|linkedin|youtube|reddit|pinterest|tiktok|messenger|viber|flipboard
    |listen(?:\ to\ (?:this\ )?(?:article|story))?|play(?:\ (?:video|audio))?|watch(?:\ (?:now|live|video))?|video|photos?
    |gallery|image|pause|mute|unmute|loading\.*|please\ wait\.*|read\ (?:in|more|next|full\ (?:story|article))
    |see\ (?:more|all|also)|show\ more|view\ (?:more|all|gallery)|load\ more|more|more\ (?:stories|news|from.{0,40})
    |\d+\ min(?:ute)?s?(?:\ read)?|(?:est(?:imated|\.)?\ )?read(?:ing)?\ time:?.{0,20}|font\ size|text\ size|a[+-]|a\ a\ a
    |follow|following|follow\ us|advertise\ with\ us|contact\ us|about\ us|help|terms|privacy|cookies|rss|e-?paper
    |end(?:s)?(?:\ of\ (?:article|story))?|\#{2,}|-\ ?end[s]?\ ?-|image\ source|image\ caption|media\ caption|getty\ images
    |file\ photo|file|representational\ image|all\ rights\ reserved|editor'?s['’]?\ choice|newsletter|world|politics|opinion
    |business|news|international|national|europe|asia|africa|americas|middle\ east|sports?|culture|society|analysis
    )[\])|*\s]*$""",
    re.IGNORECASE | re.VERBOSE,
)
# A label and what it leads to, or a call to the reader: the whole line goes.
_LED = re.compile(
    r"""^[\[(*•·»>►▶→\s]*(?:
    (?:read|also\ read|read\ also|read\ more|see\ also|see\ more|see|watch|listen|more|related|recommended|don['’]t\ miss|in\ pictures
      |related\ (?:stories|story|articles?|news|coverage|content|posts?|reading)|further\ reading|read\ next|up\ next
      |also\ on\ .{2,30}|you\ may\ (?:also\ )?like|must\ read|explained?|live|video|podcast|gallery|photos)\s*[:|»>]
    |(?:photos?|images?|pictures?|pic|photograph|illustration|graphic|map|video|credit|caption|cover|featured\ image
      |main\ image|top\ image|photo\ credit|image\ credit|image\ source|photo\ by|photo\ courtesy|file\ photo
      |photo\ illustration|picture\ credit)\s*[:/|©]
    |(?:tags?|topics?|keywords|categories|category|filed\ under|posted\ in|labels|read\ time|views|hits|short\ url|url|link|web
      |website|e-?mail|tel|phone|fax|contact|media\ contact|press\ contact|twitter|facebook|telegram|instagram|hashtags?)
      \s*[:|]
    |(?:additional\ |extra\ |further\ )?(?:reporting|writing|editing|compiled|written\ and\ edited|edited|translated
      |fact[- ]checked)\ (?:and\ (?:writing|editing|reporting)\ )?by\ (?-i:(?=[A-Z(]))
    |with\ (?:reporting|inputs?|files)\ (?:by|from)\b
    |this\ (?:article|story|report|piece|post|content)\ (?:was\ |is\ |has\ been\ )?(?:first\ |originally\ |also\ )
      (?:published|appeared|posted|ran)\b
    |(?:copyright\b|©|\(c\)\ ?(?:19|20)\d\d)
    |read\ (?:this\ (?:article|story|page)\ )?in\ [A-Z]\w+(?:\ on\ \S+|\ here)?\.?$
    |(?-i:(?:[A-Z][\w.'’-]*(?:,|\ and)?\ ){1,12})(?:also\ )?contributed\ (?:to\ this\ (?:report|story|article)|reporting)
    |our\ standards\s*:
    |(?:\d+|[a-z])\ of\ \d+\s*[|-]
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_CALL = re.compile(
    r"""^[\[(*•·»>►▶→\s]*(?:
    (?:please\ )?(?:follow|like|find|join|visit|contact|support|write\ to|e-?mail)\ (?:us|our|@?\w+\ on\ (?:twitter|facebook|x|instagram|telegram|youtube|linkedin))\b
      .{0,60}\b(?:on|at|via|through|channel|page|group|newsletter|app|today|here|for)\b
    |(?:please\ )?(?:sign\ up|subscribe)\b.{0,30}(?:\ (?:for|to|here|now|today|our|with|free)\b|$)
    |get\ (?:the\ )?(?:latest|our|all|daily|breaking|more|unlimited|full)\b.{0,80}\b(?:inbox|newsletter|app|news|updates
      |stories|access|alerts|phone|e-?mail)\b
    |(?:click|tap)\ (?:here|on|to|the)\b
    |download\ (?:the|our)\b.{0,60}\bapp\b
    |(?:we|this\ (?:site|website|page)|our\ (?:site|website|partners))\b.{0,40}\b(?:uses?|using|store)\ .{0,30}cookies
    |by\ (?:clicking|continuing|using|signing|subscribing|submitting)\b.{0,120}\b(?:agree|accept|consent|policy|terms|cookies)
    |(?:accept|reject|manage|allow)\ (?:all\ )?(?:cookies|preferences|settings)
    |(?:do\ you\ )?have\ (?:a\ (?:tip|story|comment|correction)|something\ to)\b
    |(?:javascript|your\ browser)\b.{0,80}\b(?:enable|enabled|disabled|support|supported|required|update)\b
    |(?:to\ )?(?:view|watch|see)\ this\ (?:video|content|page)\b.{0,60}\b(?:enable|javascript|browser|cookies)
    |thank(?:s|\ you)\ for\ (?:reading|subscribing|signing|visiting)
    |(?:you\ have|you['’]ve)\ (?:reached|\d+|used|read)\b.{0,60}\b(?:limit|free|articles?|stories)
    |already\ (?:a\ )?(?:subscriber|member|have\ an\ account|registered|subscribed)\?
    |share\ (?:this|on|via)\b.{0,80}$
    |(?:subscriber|members?)[- ]only\b
    |(?:please\ )?(?:consider\ )?(?:donat(?:e|ing)\ (?:now|today|here|to\ (?:us|our))|becom(?:e|ing)\ a\ (?:member|subscriber|supporter)(?:\ (?:today|now|here)|\W*$))
    |the\ views\ expressed\b.{0,200}\b(?:author|writer|reflect|views|represent)
    |.{0,80}\ball\ rights\ reserved\b
    |.{0,40}\bmay\ not\ be\ (?:reproduced|republished|rewritten|redistributed|published,)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_URL = re.compile(r"^[\[(<\s]*(?:https?://|www\.)\S+[\])>]?$|^\S+@\S+\.\w{2,}$|^pic\.twitter\.com/\S+$", re.IGNORECASE)
_HANDLES = re.compile(r"^(?:[#@][\w]+[\s,|·]*){1,}$")
_RULE = re.compile(r"^[\W_]+$")
_BREADCRUMB = re.compile(r"^(?:[\w&' -]{2,25}\s*[>»›/]\s*){1,5}[\w&' -]{2,60}$")
_CREDIT_TAIL = re.compile(
    r"(?:^|[(\[|–—.!?,]\s*|\s|(?<=[a-z]))(?:Photos?|Images?|Pictures?|Credits?|Photographs?|Illustration|Graphic|File photo|PHOTOS?|IMAGE|CREDIT)"
    r"(?:\s+(?:credit|courtesy|by|source|of))*\s*[:©/]\s*[\w@©][^\n]{0,80}$"
    r"|(?:^|[(\[|–—.]\s*)(?:[Ff]ile\s+)?(?:[Pp]hotos?|[Ii]mages?|[Pp]ictures?)\s+(?:by|courtesy(?:\s+of)?|via|from)\s+[A-Z][^\n]{1,60}$"
)
# An agency's name alone in brackets signs a paragraph; with a photographer, a library or a slash it credits a picture.
_AGENCY_CREDIT = re.compile(
    r"[(\[][^()\[\]]{0,50}(?:Getty(?: Images)?|AP Photo|AFP Photo|Shutterstock|Handout|Wikimedia|Flickr|Alamy|Unsplash|via \w+|[A-Za-z]/[A-Z]|©|[Ff]ile)"
    r"[^()\[\]]{0,60}[)\]]\s*$|\bREUTERS/[A-Z][\w .]{2,40}$|\s[|–—-]\s(?:Getty Images|AP Photo|Shutterstock)\W*$"
)
_PULLED_CREDIT = re.compile(r"^[—–―][ ]?\S.{0,160}$")
_AGO = re.compile(
    r"^(?:(?:last\ |first\ )?(?:updated|published|posted|modified)[:\s]*(?:on|at)?\s*)?"
    r"(?:\d+|an?|one|two|three|few)\s+(?:sec(?:ond)?|min(?:ute)?|h(?:ou)?r|day|week|month|year)s?\s+ago\.?$",
    re.IGNORECASE | re.VERBOSE,
)
_CLOCK_ONLY = re.compile(
    r"^(?:updated|published|posted)?\s*(?:at)?\s*\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?$", re.IGNORECASE
)
_SPEAKER = re.compile(r"\(\([^()\n]{1,40}\)\)[ \t]*:?[ \t]*")
_STOP = re.compile(r"[.!?…][\"'”’)\]]*$")

_MAX_CALL_WORDS = 45


def furniture_kind(line: str) -> str:
    """What kind of furniture a stripped line is; "" where it is none.

    Shapes:  label, badge, led, call, address, handles, rule, breadcrumb, pulled-credit or clock.
    """
    if _RULE.match(line):
        return "rule"
    words = line.count(" ") + 1
    if words <= 12:
        if _EMPTY_LABEL.match(line):
            return "label"
        if _BADGE.match(line):
            return "badge"
        if _AGO.match(line) or _CLOCK_ONLY.match(line):
            return "clock"
        if _BREADCRUMB.match(line) and not _STOP.search(line) and (">" in line or "»" in line or "›" in line):
            return "breadcrumb"
        if _HANDLES.match(line):
            return "handles"
    if _URL.match(line):
        return "address"
    if words <= _MAX_CALL_WORDS:
        if _LED.match(line):
            return "led"
        if _CALL.match(line):
            return "call"
    if _PULLED_CREDIT.match(line) and words <= 20 and not _STOP.search(line):
        return "pulled-credit"
    return ""


def is_caption(line: str) -> bool:
    """Whether a stripped line is the caption of a picture: it is short and ends in a credit."""
    words = line.count(" ") + 1
    if words > 60:
        return False
    tail = _CREDIT_TAIL.search(line)
    if tail and ("." not in line[tail.start() : tail.end() - 1].lstrip(" .([|,–—-") or words <= 25):
        return True
    return bool(_AGENCY_CREDIT.search(line)) and not line[:1].isdigit() and words <= 50


def speaker_mark_chars(line: str) -> int:
    """How many characters at the head of a line mark a speaker, as in "((WN))"; 0 where none do."""
    found = _SPEAKER.match(line)
    return found.end() if found else 0


def has_end_stop(line: str) -> bool:
    """Whether the line ends as a sentence does."""
    return bool(_STOP.search(line))
