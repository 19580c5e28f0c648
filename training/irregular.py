"""English irregular verbs, written down once; the treebanks show each of them too seldom to be learned.

Source: ours, common knowledge of any grammar. Forms that are also another verb's plain form
(`found`, `lay`, `saw`, `wound`) stay out, save under the tag that settles them.
"""

from __future__ import annotations

#: Lemma, past tense, past participle; one row a verb.
VERBS = """
arise arose arisen
awake awoke awoken
bear bore borne
beat beat beaten
become became become
begin began begun
bend bent bent
bind bound bound
bite bit bitten
bleed bled bled
blow blew blown
break broke broken
breed bred bred
bring brought brought
broadcast broadcast broadcast
build built built
burst burst burst
buy bought bought
cast cast cast
catch caught caught
choose chose chosen
cling clung clung
come came come
cost cost cost
creep crept crept
cut cut cut
deal dealt dealt
dig dug dug
draw drew drawn
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed fed
feel felt felt
fight fought fought
find found found
flee fled fled
fling flung flung
fly flew flown
forbid forbade forbidden
forecast forecast forecast
foresee foresaw foreseen
forget forgot forgotten
forgive forgave forgiven
forgo forwent forgone
freeze froze frozen
get got gotten
give gave given
go went gone
grind ground ground
grow grew grown
hang hung hung
hear heard heard
hide hid hidden
hit hit hit
hold held held
hurt hurt hurt
keep kept kept
kneel knelt knelt
know knew known
lay laid laid
lead led led
leave left left
lend lent lent
let let let
lie lay lain
light lit lit
lose lost lost
make made made
mean meant meant
meet met met
mislead misled misled
mistake mistook mistaken
misunderstand misunderstood misunderstood
outdo outdid outdone
overcome overcame overcome
overhear overheard overheard
override overrode overridden
overrun overran overrun
oversee oversaw overseen
overtake overtook overtaken
overthrow overthrew overthrown
pay paid paid
plead pled pled
put put put
quit quit quit
read read read
rebuild rebuilt rebuilt
repay repaid repaid
resell resold resold
rethink rethought rethought
retake retook retaken
rewrite rewrote rewritten
rid rid rid
ride rode ridden
ring rang rung
rise rose risen
run ran run
say said said
see saw seen
seek sought sought
sell sold sold
send sent sent
set set set
shake shook shaken
shed shed shed
shine shone shone
shoot shot shot
show showed shown
shrink shrank shrunk
shut shut shut
sing sang sung
sink sank sunk
sit sat sat
slay slew slain
sleep slept slept
slide slid slid
speak spoke spoken
speed sped sped
spend spent spent
spin spun spun
split split split
spread spread spread
spring sprang sprung
stand stood stood
steal stole stolen
stick stuck stuck
sting stung stung
stride strode stridden
strike struck struck
string strung strung
strive strove striven
swear swore sworn
sweep swept swept
swell swelled swollen
swim swam swum
swing swung swung
take took taken
teach taught taught
tear tore torn
tell told told
think thought thought
throw threw thrown
thrust thrust thrust
undercut undercut undercut
undergo underwent undergone
understand understood understood
undertake undertook undertaken
undo undid undone
uphold upheld upheld
upset upset upset
wake woke woken
wear wore worn
weave wove woven
weep wept wept
win won won
withdraw withdrew withdrawn
withhold withheld withheld
withstand withstood withstood
wring wrung wrung
write wrote written
"""

#: Nouns whose plural no ending makes or whose lemma the treebanks disagree about, and adverbs and adjectives
#: with stems of their own.
OTHERS = {
    "men NNS": "man",
    "women NNS": "woman",
    "children NNS": "child",
    "people NNS": "people",
    "troops NNS": "troop",
    "servicemen NNS": "serviceman",
    "servicewomen NNS": "servicewoman",
    "gunmen NNS": "gunman",
    "spokesmen NNS": "spokesman",
    "spokespeople NNS": "spokesperson",
    "policemen NNS": "policeman",
    "fishermen NNS": "fisherman",
    "congressmen NNS": "congressman",
    "statesmen NNS": "statesman",
    "lives NNS": "life",
    "wives NNS": "wife",
    "knives NNS": "knife",
    "thieves NNS": "thief",
    "halves NNS": "half",
    "feet NNS": "foot",
    "teeth NNS": "tooth",
    "crises NNS": "crisis",
    "analyses NNS": "analysis",
    "bases NNS": "base",
    "media NNS": "medium",
    "criteria NNS": "criterion",
    "worse JJR": "bad",
    "worse RBR": "badly",
    "worst JJS": "bad",
    "better JJR": "good",
    "best JJS": "good",
    "united NNP": "United",
}


def irregular_forms() -> dict[str, str]:
    """Lemma by "form tag", for past tenses, participles and the other irregular words."""
    forms = dict(OTHERS)
    for row in VERBS.split("\n"):
        if row:
            lemma, past, participle = row.split()
            forms[f"{past} VBD"] = lemma
            forms[f"{participle} VBN"] = lemma
            if participle == "gotten":
                forms["got VBN"] = lemma
    return forms
