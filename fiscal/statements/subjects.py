"""What a figure is said of: the printed words before it, with the head of its list and its comparison.

“基本支出659.4万元，占25.86%” says two things, 基本支出 and 基本支出 / 占比, and only the sentence tells so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fiscal.patterns import composed, short
from fiscal.statements.clauses import clause_start, moved, reached
from fiscal.statements.figures import Figure, figures
from fiscal.statements.naming import GENERIC, clean, item_of
from fiscal.statements.pairs import paired
from fiscal.statements.passages import Passage
from fiscal.statements.sentence import Sentence
from fiscal.statements.words import WORDS
from fiscal.statements.years import LISTING, LONGEST, reasoned, year_of
from fiscal.words import COMMON

SUBJECT = WORDS.subject
SEPARATOR = " / "
CLAUSE = 200
"""Characters before a figure that may say what it is said of."""

PLANNED, REACHED = re.compile(SUBJECT.planned), re.compile(SUBJECT.reached)
CARRIED_OUT = re.compile(WORDS.subjects.carried_out)
"""What was reached of a plan that was told before, without another name: …收入预算21亿元，实际完成22亿元."""
LEVEL_AFTER = re.compile(WORDS.subjects.level_after)
"""What a change comes to, behind it: …减少13万元，为115万元."""
LISTED, NESTING = re.compile(SUBJECT.listing), re.compile(WORDS.subjects.nesting)
SHARE = short(WORDS.subjects.share)
DONE = short(composed(WORDS.subjects.done, measured=SUBJECT.measured))
POINTING = re.compile(WORDS.subjects.pointing)
CAPTIONED = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{4,}[:：]$")
"""A caption before a figure: 评价项目金额："""
ANNOUNCEMENT = re.compile(SUBJECT.announcement)
BUDGETED = short(WORDS.subjects.budgeted)
"""A completion that names its budget: 完成全年预算84.82万元的73.2%."""
EARLIER = re.compile(rf"^(?P<base>{SUBJECT.comparison})(?P<rest>.*)$")
CHANGE = short(composed(WORDS.subjects.change, comparison=SUBJECT.comparison, change=SUBJECT.change))
AMOUNT = re.compile(WORDS.figures.myriad)
CHANGED = re.compile(composed(WORDS.subjects.changed, change=SUBJECT.change))
SAME = re.compile(
    rf"(?<![^，,:：])(?P<topic>[^，,:：]+?){SUBJECT.comparison}[^，,]{{0,100}}(?:{SUBJECT.unchanged})[^，,]{{0,4}}(?=[，,])"
)
"""A comparison without a figure: 公务接待费比预算无增减变化，…"""
TITLED = re.compile(WORDS.subjects.titled)
"""A numbered passage whose first sentence is its heading: 2.公务接待费。2024年预算数1万元…"""
AGAINST = re.compile(rf"{SUBJECT.comparison}[^，。；]{{0,8}}(?=[，,])")
BRACKETS = re.compile(r"\([^()]*\)")
DECIMAL = re.compile(WORDS.subjects.decimal)
"""An amount inside the words of a comparison: 较上年2.08万元减少."""
OPENS = re.compile(composed(WORDS.subjects.opens, listing=SUBJECT.listing))
FOLLOWING = re.compile(WORDS.subjects.following)
NOUN_ENDS = re.compile(WORDS.subjects.noun_ends)
ADDING, SUMS = re.compile(WORDS.subjects.adding), re.compile(WORDS.subjects.sums)
SUM_OF_ALL = re.compile(WORDS.subjects.sum_of_all)
GOAL_NUMBER = re.compile(WORDS.subjects.goal_number)
KIND = re.compile(WORDS.subjects.kind)
"""Parts of spending are none of income: 收入…，支出…，其中：基本支出…."""
SPENT = re.compile(WORDS.subjects.spent)
"""What an amount is spent on, which a semicolon ends."""
SUMMED = re.compile(SUBJECT.summed)
CLASSIFIERS = frozenset(WORDS.subjects.classifiers)


@dataclass(frozen=True, slots=True)
class Said:
    """A figure with its subject."""

    figure: Figure
    subject: str
    year: int | None
    clause: int
    """Offset at which the clause that holds it begins."""


def read(passage: Passage, above: str, last: str = "") -> list[Said]:
    """Figures of a passage with their subjects.

    ``above`` is the head of the list that the passage belongs to, ``last`` what the passage before it was about: a
    passage that begins with a comparison (较上年增加…) goes on with it.
    """
    goes_on = passage.level is None and EARLIER.match(passage.text)
    state = Sentence(above, head=above, base=last if goes_on else "", outer=above)
    said: list[Said] = []
    found = list(figures(passage.text))
    ends = [0, *(figure.end for figure in found)]
    names = paired(passage.text, found)
    for figure, before in zip(found, ends, strict=False):
        start = max(clause_start(passage.text, before, figure.start), figure.start - CLAUSE)
        words = names.get(figure.start, passage.text[start : figure.start])
        _advance(state, passage.text[before:start], words, bool(said))
        path = _path(state, passage, figure, start, words)
        said.append(Said(figure, SEPARATOR.join(path), year_of(passage.text, figure.start), start))
    return said


def announces(passage: Passage) -> bool:
    """Whether the passage ends as the head of a list: 其中：."""
    return bool(OPENS.search(passage.text))


def alone(said: Sequence[Said], passage: Passage) -> bool:
    """Whether the passage says one amount and ends with it, so that a list may follow."""
    return len(said) == 1 and said[0].figure.end >= len(passage.text) - 1 and said[0].figure.category == "amount"


def _describes(said: Said) -> bool:
    """Whether a figure is a share or a change, which has no parts."""
    return said.figure.category == "percent" or bool(CHANGE.match(said.subject.split(SEPARATOR)[-1]))


def head_of(passage: Passage, said: Sequence[Said]) -> str:
    """What a list below the passage is part of."""
    sentence = max(passage.text.rstrip("。").rfind("。"), 0)
    whole = [one for one in said if not _describes(one)] or list(said)
    own = [one for one in whole if one.figure.start >= sentence] or whole
    if own and passage.text.rstrip(":,").endswith(COMMON.of_which):
        clause = max(map(passage.text.rfind, ";；。"))
        return next((one for one in own if one.figure.start > clause), own[0]).subject.split(SEPARATOR)[-1]
    if own:
        heads = [one.subject for one in own if SEPARATOR not in one.subject]
        path = own[0].subject.split(SEPARATOR)
        beside = sum(one.subject.startswith(path[0] + SEPARATOR) for one in own)
        if len(set(heads)) > 1:
            return ""
        return path[0] if len(path) > 1 and beside > 1 else path[-1]
    match = LISTING.search(passage.body) if LISTED.search(passage.body) else None
    return "" if match is None or ANNOUNCEMENT.search(match["head"]) else clean(match["head"])


def _advance(state: Sentence, lead: str, clause: str, going: bool) -> None:
    """Follow stops, brackets and list words from the last figure to this clause."""
    state.lead = lead = lead.replace("。)", ")")
    last = (lead + clause).rpartition("。")[2]
    listing = LISTING.search(last) if LISTED.search(last) else None
    if "。" in lead:
        state.base = _divided(state) or state.base
        state.head, state.outer, state.compared, state.inside = state.above, state.above, "", False
        state.head = _listed(state, clause) if listing and not listing["head"] and going else state.above
        state.first, state.clause, state.lists, state.adding = "", "", [], False
        state.left = state.values.get(state.head) if state.head != state.above else None
    elif "；" in lead or ";" in lead:
        state.compared = ""
        state.apart = state.left is None and not state.inside
    if against := AGAINST.search(BRACKETS.sub("", lead.rpartition("。")[2])):
        state.compared = against.group()
    if state.inside and lead.count(")") + clause.count(")") > clause.count("("):
        state.head, state.inside, state.base = state.outer, False, state.around or state.base
        state.left, state.lists = state.outside or (state.left, state.lists)
    if lead.count("(") > lead.count(")") and not state.inside:
        state.outer, state.around, state.inside = state.head, state.base, True
        state.outside = state.left, state.lists
        state.head = (
            state.base if clause.startswith(WORDS.subjects.containing) or (lead == "(" and going) else state.head
        )
    _list(state, listing, last, clause, going and "。" not in lead)


def _divided(state: Sentence) -> str:
    """What the sentence that ends here divided: a comparison without a topic behind it is said of the whole."""
    if state.inside or state.left is None or state.head == state.above:
        return ""
    return state.lists[0][0] if state.lists else state.head


def _list(state: Sentence, listing: re.Match[str] | None, last: str, clause: str, going: bool) -> None:
    """Open a list: after 其中, after 收入包括, or after a colon that follows a figure.

    Inside a list 其中 divides its last item; what follows goes on with the outer list once that item is divided.
    """
    if listing and POINTING.match(listing["head"]):
        return
    if listing and SPENT.search(listing.group()) and re.search("[；;]", last[listing.end() :]):
        return
    own = clean(listing["head"]) if listing and not ANNOUNCEMENT.search(listing["head"]) else ""
    if own and not CHANGE.match(own):
        state.head = own
    elif listing and going:
        inner = NESTING.search(listing.group()) and not state.inside
        nested = inner and state.head != state.above and state.left is not None
        state.lists = [*state.lists, (state.head, state.left)] if nested else []
        state.head = state.base if state.inside or nested or not state.first else _listed(state, clause)
    elif going and re.match(r"[^，。；,;:]{0,6}[:：]", last) and not GOAL_NUMBER.match(last):
        state.head = state.base
    else:
        return
    state.left = state.values.get(state.head)


def _listed(state: Sentence, clause: str) -> str:
    """What the parts after 其中 are parts of: the sentence's first figure, or what was reached of a plan.

    ``clause``: words of the first part; a part that is planned itself (公务接待费年初预算) is part of the plan.
    """
    part = "" if state.adding else clean(clause)
    reached = PLANNED.search(state.first) and REACHED.search(state.base) and not PLANNED.search(part)
    reached = reached or (KIND.search(part) and part[-2:] == state.base[-2:] != (state.clause or state.first)[-2:])
    return state.base if reached or state.adding else state.clause or state.first


def _next(state: Sentence, value: Decimal) -> None:
    """Leave the lists whose heads the parts named so far have used up, or that the next part would burst."""
    while state.left is not None and value and (state.left == 0 or (state.lists and value > state.left)):
        if not state.lists:
            state.head, state.left, state.first = state.above, None, ""
            return
        state.head, state.left = state.lists.pop()


def _path(state: Sentence, passage: Passage, figure: Figure, start: int, words: str) -> list[str]:
    """Subject of one figure, at most two steps; notes it in the state."""
    words = LISTING.sub("", words, count=1) if LISTING.match(words) else words
    if beside := _level(state, passage, words, figure) or _beside(state, passage, words, figure):
        return beside
    relation = _relation(state, passage, words, figure)
    if (
        not relation
        and state.relation
        and figure.category == "percent"
        and passage.text[start - 1 : figure.start] == "("
    ):
        relation = state.relation
    if not relation and state.relation and figure.category == "amount" and LEVEL_AFTER.fullmatch(words):
        state.relation = ""
        return [state.base] if state.base else []
    state.relation = relation
    if relation:
        return [part for part in (state.base, relation) if part]
    if summed := _summed(state, passage, words, figure):
        return summed
    own = clean(words)
    if ADDING.match(words) and not state.inside:
        state.adding, state.head, state.left, state.lists = True, state.above, None, []
    if not state.inside:
        _next(state, figure.value)
        if state.left is not None:
            state.left -= figure.value
    aside = words.startswith(WORDS.subjects.aside) or reasoned(passage.text, figure.start)
    context = "" if aside else state.head or clean(passage.scope)
    if noun := _noun(passage.text, figure, own):
        own += noun
    elif state.adding and own and SUMS.search(own):
        context = ""
    elif own in GENERIC:
        context, own = _fuller(state, passage, start, own)
    state.base = own or context
    state.first = state.first or state.base
    if state.apart:
        state.clause, state.apart = state.base, False
    state.values[state.base] = figure.value
    return [part for part in dict.fromkeys((context, own)) if part]


def _summed(state: Sentence, passage: Passage, words: str, figure: Figure) -> list[str]:
    """An amount that sums what was said before it: its list's head again, or a sum under the heading."""
    if figure.category != "amount" or state.inside or not SUMMED.fullmatch(words):
        return []
    if state.left is not None and state.head:
        state.base = state.head
        return [state.head]
    if not state.first or state.base == state.first:
        return []
    state.base = words
    return [part for part in (state.head or clean(passage.scope or passage.heading), words) if part]


def _level(state: Sentence, passage: Passage, words: str, figure: Figure) -> list[str]:
    """The level that something is moved from, and the one that it is moved to behind that."""
    moving, state.moving = state.moving, False
    if figure.category == "percent":
        return []
    if told := moved(words, passage.text[figure.end :]):
        state.moving, state.base = True, told[0] or state.base
        return [part for part in (state.base, told[1]) if part]
    return [part for part in (state.base, WORDS.moved.level) if part] if moving and reached(words) else []


def _beside(state: Sentence, passage: Passage, words: str, figure: Figure) -> list[str]:
    """An amount beside another to measure it: its budget (完成预算…的), or that of an earlier year (比上年…)."""
    after = passage.text[figure.end :]
    budgeted = BUDGETED.match(words)
    budget, state.budget = state.budget, ""
    if figure.category == "percent" and budget and words.strip(WORDS.subjects.about) == COMMON.of:
        return [state.base, WORDS.subjects.completing + budget]
    if figure.category == "amount" and budgeted and after.startswith(COMMON.of):
        _topic(state, passage, budgeted["topic"])
        state.budget = budgeted["budget"]
        return [part for part in (state.base, state.budget) if part]
    earlier = EARLIER.match(words)
    if figure.category == "amount" and state.base and earlier and not CHANGE.match(words) and CHANGED.match(after):
        state.compared = earlier["base"]
        return [state.base, words]
    return []


def _relation(state: Sentence, passage: Passage, words: str, figure: Figure) -> str:
    """Share, completion or change: said of the subject before, or of its own topic."""
    if figure.category == "percent":
        if done := DONE.match(words):
            _topic(state, passage, done["topic"])
            return re.sub(WORDS.subjects.share_of, WORDS.subjects.completed, done["done"])
        if share := SHARE.match(words):
            _topic(state, passage, share["topic"])
            return WORDS.subjects.sharing + (clean(share["whole"]) or share["whole"] or WORDS.subjects.proportion)
    change = CHANGE.match(words)
    if not change or (figure.category == "count" and not change["base"]):
        return ""
    if SUMMED.fullmatch(change["topic"]) and reasoned(passage.text, figure.start):
        return ""  # of what the reason tells, not of what it is the reason for
    _topic(state, passage, change["topic"])
    state.compared = DECIMAL.sub("", change["base"] or "") or state.compared
    return state.compared + change["verb"]


def _topic(state: Sentence, passage: Passage, words: str) -> None:
    """Own topic of a comparison, or that of a clause without a figure before it, or else of the figure before it."""
    *_, same = ("", *SAME.findall(re.split("[；;。]", state.lead)[-1]))
    own = clean(words) or clean(same)
    if own not in GENERIC and own not in WORDS.subjects.no_topics:
        state.base = own
    elif KIND.fullmatch(own) and state.lead.endswith((";", "；")) and state.head and not state.inside:
        state.base = state.head  # 其中：…；支出较上年增加 is said of the whole
    elif not state.base:
        state.base = clean(passage.scope or passage.heading)


def _noun(text: str, figure: Figure, own: str) -> str:
    """What is counted, where it follows the figure: 2个机构, 24万元村党组专项."""
    captioned = None if own else CAPTIONED.search(text, max(figure.start - CLAUSE, 0), figure.start)
    if (own and own in GENERIC) or (captioned and not LISTING.search(captioned.group())):
        return ""
    classified = figure.category == "count" and figure.unit[-1] in CLASSIFIERS
    if not classified and (len(own) > 2 or figure.category == "percent"):
        return ""
    match = FOLLOWING.match(text, figure.end)
    nouns = [noun for noun in NOUN_ENDS.split(match["noun"]) if noun] if match else []
    return nouns[0] if nouns and len(nouns[0]) > 1 else ""


def _fuller(state: Sentence, passage: Passage, start: int, own: str) -> tuple[str, str]:
    """Context of words that say nothing alone: the form's project, the clause or figure before, the heading."""
    above, _, sentence = passage.text[max(start - LONGEST, 0) : start].rpartition("。")
    if passage.level is not None and not state.base and (titled := TITLED.search(above)):
        title = clean(titled["title"])
        return state.head, own if own and title.endswith(WORDS.subjects.situation) and own[:2] == title[:2] else title
    if passage.level is not None and not state.base and (item := item_of(passage.text)):
        return state.head, item + own
    while (flat := BRACKETS.sub("", sentence)) != sentence:
        sentence = flat
    earlier = re.split("[，；;,:：]", sentence.rstrip("，,:："))[-1][-CLAUSE:]
    piece = "" if AMOUNT.search(earlier) or figures(earlier) else clean(earlier)
    if not own and piece in GENERIC and passage.level is not None and not state.first:
        return state.head, piece
    if not own and state.first and not piece:
        done = CARRIED_OUT.match(passage.text, start) if PLANNED.search(state.base) else None
        return (state.base, done["done"]) if done else (state.head, state.base)
    if passage.scope:
        return clean(passage.scope), own
    if piece and piece not in GENERIC and not LISTING.fullmatch(piece):
        return piece, own
    if SUM_OF_ALL.fullmatch(own) and state.first != state.base != state.head and not state.inside:
        return "", own  # 债务还本支出3万元，支出合计9万元
    if state.base and state.first:
        return (state.base, own) if state.base != state.head else (state.head, own)
    return state.head or clean(passage.heading), own
