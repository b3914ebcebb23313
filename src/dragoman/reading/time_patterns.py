"""The shapes of time expressions, named; ``{MONTH}`` and the like stand for the words of a calendar."""

from __future__ import annotations

YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d%]|,\d)"
_DAY = r"3[01]|[12]\d|0?[1-9]"
_AFTER_DAY = r"(?:st|nd|rd|th)?(?![\d:]|[,.]\d)"
D1 = rf"(?P<d1>{_DAY}){_AFTER_DAY}"
D2 = rf"(?P<d2>{_DAY}){_AFTER_DAY}"
LINK = r"\s*(?P<link>[-–—/]|\b(?:to|until|till|through|thru|and)\b)\s*"
FROM = r"(?:(?P<from>[Ff]rom|[Bb]etween)\s+)?"
PART = r"(?:(?P<part>{EARLY}|{MIDDLE}|{LATE}|{INEXACT})(?:\s*-\s*|\s+)(?:(?:on|in|the)\s+)?)?"
RELATION = r"(?P<relation>{PREVIOUS}|{CURRENT}|{FOLLOWING})\s+"
NUMBER = r"(?P<number>{NUMBER}|{SOME})"
WEEKDAY = r"(?:{WEEKDAY}[,\s(]{1,3}(?:the\s+)?)?"
THE = r"(?:(?:the|these|this)\s+)?"
NONE = r"(?P<relation>)"

# name: words that set it off, shape
PATTERNS: dict[str, tuple[str, str]] = {
    "iso day": ("year", r"(?P<year>(?:19|20)\d\d)(?P<mark>-)(?P<a>\d\d)-(?P<b>\d\d)"),
    "day in figures": ("year", r"(?P<a>\d{1,2})(?P<mark>[./])(?P<b>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)"),
    "day and month": (
        "month",
        WEEKDAY + FROM + rf"(?:the\s+)?{D1}(?:{LINK}(?:the\s+)?{D2})?\s+(?:of\s+)?(?P<month>{{MONTH}})(?:,?\s+{YEAR})?",
    ),
    "month and day": (
        "month",
        WEEKDAY
        + FROM
        + rf"(?P<month>{{MONTH}})\s+(?:the\s+)?{D1}(?:{LINK}{D2}(?!\s+(?:{{MONTH}}|{{UNIT}}\b)))?(?:,?\s+{YEAR})?",
    ),
    "day and month to day and month": (
        "month",
        FROM + rf"{D1}\s+(?P<month>{{MONTH}}){LINK}{D2}\s+(?P<month2>{{MONTH}})(?:,?\s+{YEAR})?",
    ),
    "month and day to month and day": (
        "month",
        FROM + rf"(?P<month>{{MONTH}})\s+{D1}{LINK}(?P<month2>{{MONTH}})\s+{D2}(?:,?\s+{YEAR})?",
    ),
    "month and year": ("month", PART + NONE + rf"(?P<month>{{MONTH}}),?\s+(?:of\s+)?{YEAR}"),
    "part of a month": (
        "month",
        r"(?P<part>{EARLY}|{MIDDLE}|{LATE})(?:\s*-\s*|\s+)" + NONE + r"(?P<month>{MONTH})(?P<year>)",
    ),
    "related month": ("month", RELATION + r"(?P<month>{MONTH})(?P<year>)"),
    "month": ("month", NONE + r"(?P<month>{MONTH})(?P<year>)"),
    "weekday": (
        "weekday",
        r"(?:(?P<part>{EARLY}|{LATE}|{INEXACT})\s+(?:on\s+)?)?(?:" + RELATION + r")?(?P<w1>{WEEKDAY})"
        r"(?P<plural>s)?(?:\s+{DAYPARTS})?"
        r"(?:\s*(?:[-–—]|\b(?:to|until|through|and|or)\b)\s*(?P<w2>{WEEKDAY})(?:\s+{DAYPARTS})?)?",
    ),
    "deictic day": ("word", r"{DEICTIC}"),
    "anchored day": ("word", r"{ANCHORED}"),
    "deictic unit": (
        "unit",
        PART + r"(?:the\s+)?" + RELATION + r"(?P<unit>week|month|year|weekend|quarter|decade|century|{SEASON})",
    ),
    "end of unit": ("unit", r"(?P<part>{EARLY}|{MIDDLE}|{LATE})\s+the\s+" + NONE + r"(?P<unit>week|month|year|decade)"),
    "weekend": ("unit", r"the\s+" + NONE + r"(?P<unit>weekend)"),
    "rolling": ("unit", THE + r"(?P<relation>{PREVIOUS}|{FOLLOWING})\s+" + NUMBER + r"[\s-]+(?P<unit>{UNIT})"),
    "unsaid number": (
        "unit",
        r"(?:[Ii]n\s+)?" + THE + r"(?:{PREVIOUS}|{FOLLOWING}|recent)\s+(?:days|weeks|months|years|hours)",
    ),
    "ago": ("unit", r"(?P<about>{APPROXIMATE}\s+)?" + NUMBER + r"\s+(?P<unit>{UNIT})\s+{AGO}(?P<exact>\s+exactly)?"),
    "ahead": (
        "unit",
        r"(?P<preposition>[Ii]n|[Ww]ithin)\s+(?:{APPROXIMATE}\s+)?" + NUMBER + r"\s+(?P<unit>{UNIT})(?:['’]s?\s+time)?",
    ),
    "anchored unit": (
        "unit",
        r"(?:{APPROXIMATE}\s+)?" + NUMBER + r"\s+(?P<unit>{UNIT})\s+(?P<way>later|earlier|afterwards|prior)",
    ),
    "duration": (
        "unit",
        r"(?:{APPROXIMATE}\s+)?" + NUMBER + r"(?P<half>[\s-]+and[\s-]+a[\s-]+half)?(?:[\s-]+(?:full|straight))?"
        r"[\s-]+(?P<unit>{UNIT})(?!\s*-?\s*old)",
    ),
    "half": ("unit", r"half\s+an?\s+(?P<unit>hour|day|year|century)"),
    "long": ("unit", r"(?:(?<=for\s)|(?<=after\s))(?P<unit>hours|days|weeks|months|years|decades)"),
    "year": ("year", PART + YEAR),
    "season of a year": ("year", rf"(?P<season>{{SEASON}})(?:\s+of)?\s+{YEAR}"),
    "quarter of a year": ("year", rf"(?:the\s+)?(?P<quarter>{{ORDINAL}})\s+quarter(?:\s+of)?\s+{YEAR}"),
    "quarter": ("unit", r"(?:the\s+)?(?:fiscal\s+)?(?P<quarter>{ORDINAL})(?:\s+fiscal)?[\s-]+quarter"),
    "decade": ("decade", r"(?:the\s+)?(?P<year>(?:19|20)\d0)s"),
    "set": ("word", r"{SETS}"),
    "vague": ("word", r"{VAGUE}"),
}
# what their words alone do not settle: "March", "2022 soldiers"
UNSURE = frozenset({"related month", "month", "year"})
