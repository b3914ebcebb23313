"""The shapes of time expressions, named; ``{MONTH}`` and the like stand for the words of a calendar."""

from __future__ import annotations

YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d%]|,\d)"
_DAY = r"3[01]|[12]\d|0?[1-9]"
_AFTER_DAY = r"(?:st|nd|rd|th)?(?![\d:]|[,.]\d)"
D1 = rf"(?P<d1>{_DAY}){_AFTER_DAY}"
D2 = rf"(?P<d2>{_DAY}){_AFTER_DAY}"
ANOTHER = rf"(?:{_DAY}){_AFTER_DAY}"
LINK = r"\s*(?P<link>[-–—/]|\b(?:to|until|till|through|thru|and)\b)\s*"
FROM = r"(?:(?P<from>[Ff]rom|[Bb]etween)\s+)?"
RELATED = r"(?:{PREVIOUS}|{CURRENT}|{FOLLOWING})"
YEAR_SAID = rf"(?:,?\s+(?:of\s+)?(?:{YEAR}|(?P<yearsaid>{RELATED})\s+year))"
PART = r"(?:(?P<part>{EARLY}|{MIDDLE}|{LATE}|{INEXACT})(?:\s*-\s*|\s+)(?:(?:on|in|the)\s+)?)?"
RELATION = r"(?P<relation>{PREVIOUS}|{CURRENT}|{FOLLOWING})\s+"
NUMBER = r"(?P<number>{NUMBER}|{SOME})"
WEEKDAY = r"(?:{WEEKDAY}[,\s(]{1,3}(?:[Tt]he\s+)?)?"
THE = r"(?:(?:[Tt]he|[Tt]hese|[Tt]his)\s+)?"
NONE = r"(?P<relation>)"
PLURAL = r"(?P<unit>{PLURALS})"
COUNTED = r"(?:[\s-]+{COUNTED})*"
QUARTER = r"(?:{FISCAL}[\s-]+)?(?P<quarter>{ORDINAL})(?:\s+{FISCAL})?[\s-]+quarter"
HALF = r"(?P<half>{HALF})\s+half"
OF_THE = r",?\s+(?:(?:of|in)\s+)?(?:[Tt]he\s+)?"

# name: words that set it off, shape
PATTERNS: dict[str, tuple[str, str]] = {
    "half of a year": ("year", r"(?:[Tt]he\s+)?" + HALF + r"\s+of\s+(?:{FISCAL}\s+)?" + YEAR),
    "half of a related year": ("unit", r"(?:[Tt]he\s+)?" + HALF + r"\s+of\s+(?:the|" + RELATION + r")\s*year"),
    "iso day": ("year", r"(?P<year>(?:19|20)\d\d)(?P<mark>-)(?P<a>\d\d)-(?P<b>\d\d)"),
    "day in figures": ("year", r"(?P<a>\d{1,2})(?P<mark>[./])(?P<b>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)"),
    "day and month": (
        "month",
        WEEKDAY
        + FROM
        + rf"(?:[Tt]he\s+)?{D1}(?:{LINK}(?:[Tt]he\s+)?{D2})?\s+(?:of\s+)?(?P<month>{{MONTH}}){YEAR_SAID}?",
    ),
    "month and day": (
        "month",
        WEEKDAY + FROM + rf"(?:(?P<relation>{RELATED})\s+)?(?P<month>{{MONTH}})\s+(?:[Tt]he\s+)?{D1}"
        rf"(?:{LINK}{D2}(?!\s+(?:{{MONTH}}|{{UNIT}}\b)))?{YEAR_SAID}?",
    ),
    "day before another": (
        "month",
        rf"{D1}(?=(?:\s*,\s*{ANOTHER})*\s*,?\s+(?:and|or)\s+(?:[Tt]he\s+)?{ANOTHER}\s+(?:of\s+)?"
        rf"(?P<month>{{MONTH}}){YEAR_SAID}?)",
    ),
    "single day and month": ("month", WEEKDAY + rf"(?:[Tt]he\s+)?{D1}\s+(?:of\s+)?(?P<month>{{MONTH}}){YEAR_SAID}?"),
    "single month and day": ("month", WEEKDAY + rf"(?P<month>{{MONTH}})\s+(?:[Tt]he\s+)?{D1}{YEAR_SAID}?"),
    "day and month to day and month": (
        "month",
        FROM + rf"{D1}\s+(?P<month>{{MONTH}}){LINK}{D2}\s+(?P<month2>{{MONTH}}){YEAR_SAID}?",
    ),
    "month and day to month and day": (
        "month",
        FROM + rf"(?P<month>{{MONTH}})\s+{D1}{LINK}(?P<month2>{{MONTH}})\s+{D2}{YEAR_SAID}?",
    ),
    "month and year": ("month", PART + NONE + rf"(?P<month>{{MONTH}}){YEAR_SAID}"),
    "months": ("month", FROM + rf"(?P<month>{{MONTH}}){LINK}(?P<month2>{{MONTH}}){YEAR_SAID}?"),
    "week of a month": (
        "month",
        r"(?:[Tt]he\s+)?(?P<which>{ORDINAL}|{LAST})\s+(?P<unit>day|week|weekend|half|{WEEKDAY})\s+(?:of|in)\s+"
        rf"(?P<month>{{MONTH}}){YEAR_SAID}?",
    ),
    "months of a year": (
        "year unit",
        r"(?:[Tt]he\s+)?(?P<which>first|{LAST})\s+" + NUMBER + r"\s+months\s+of\s+(?:[Tt]he\s+)?(?:{FISCAL}\s+)?"
        rf"(?:{YEAR}|(?:(?P<yearsaid>{RELATED})\s+)?year)",
    ),
    "part of a month": (
        "month",
        r"(?P<part>{EARLY}|{MIDDLE}|{LATE})(?:\s*-\s*|\s+)" + NONE + r"(?P<month>{MONTH})(?P<year>)",
    ),
    "related month": ("month", RELATION + r"(?P<month>{MONTH})(?P<year>)"),
    "month": ("month", NONE + r"(?P<month>{MONTH})(?P<year>)"),
    "weekday": (
        "weekday",
        r"(?:(?P<part>{EARLY}|{LATE}|{INEXACT})\s+(?:on\s+)?)?(?:" + RELATION + r")?(?P<w1>{WEEKDAY})"
        r"(?P<plural>s)?(?:\s+{DAYPARTS}(?P<nights>s)?)?"
        r"(?:\s*(?:[-–—]|\b(?:to|until|through|and|or)\b)\s*(?P<w2>{WEEKDAY})(?:\s+{DAYPARTS})?)?",
    ),
    "weekday of a week": (
        "weekday",
        r"(?P<w1>{WEEKDAY})(?:\s+{DAYPARTS})?,?\s+(?:of\s+)?" + RELATION + r"week",
    ),
    "week and its weekday": ("weekday", RELATION + r"week,?\s+(?:on\s+)?(?P<w1>{WEEKDAY})(?:\s+{DAYPARTS})?"),
    "deictic day": ("word", r"{DEICTIC}"),
    "anchored day": ("word", r"{ANCHORED}"),
    "deictic unit": (
        "unit",
        PART
        + r"(?:[Tt]he\s+)?"
        + RELATION
        + r"(?:{FISCAL}\s+)?(?P<unit>(?i:week|month|year|weekend|quarter|decade|century)|{SEASON})",
    ),
    "end of unit": (
        "unit",
        r"(?P<part>{EARLY}|{MIDDLE}|{LATE})\s+the\s+"
        + NONE
        + r"(?:{FISCAL}\s+)?(?P<unit>(?i:week|month|quarter|year|decade|century)|{SEASON})",
    ),
    "unit's end": (
        "unit",
        r"(?:[Tt]he\s+)?(?P<unit>(?i:week|month|quarter|year|decade|century))(?:['’]s)?[\s-]+end",
    ),
    "period of last year": ("unit", RELATION + r"(?:{FISCAL}\s+)?year['’]s\s+(?P<unit>quarter|period)"),
    "same unit": ("unit", r"(?:[Tt]hat|[Tt]he\s+{SAME})\s+(?P<unit>(?i:week|month|quarter|year|decade)|{SEASON})"),
    "bare unit": (
        "unit",
        NONE + r"[Tt]he\s+(?:{WHOLE}\s+)?(?:{FISCAL}\s+)?(?P<unit>(?i:week|month|quarter|year)|{SEASON})",
    ),
    "bare season": ("unit", r"(?P<unit>{SEASON})"),
    "unit before": ("unit", r"[Tt]he\s+(?P<unit>week|month|year)\s+(?P<way>before|after|prior)"),
    "year ago": (
        "unit",
        r"(?:[Tt]he\s+)?(?:{SAME}\s+)*(?P<yearago>[Yy]ear-(?:ago|earlier|before))(?:\s+(?P<unit>quarter|period|month|week))?",
    ),
    "same period of a year": (
        "unit",
        r"(?:[Tt]he\s+)?(?P<same>{SAME}\s+)?(?P<unit>quarter|period|month|week)"
        + OF_THE
        + r"(?:{PREVIOUS}\s+(?:{FISCAL}\s+)?year|{YEARAGO}|"
        + YEAR
        + r")",
    ),
    "period of a year": ("year", r"(?:[Tt]he\s+)?" + YEAR + r"\s+(?P<unit>quarter|period)"),
    "latest period": ("unit", r"(?:[Tt]he\s+)?(?:latest|most\s+recent)\s+period"),
    "weekend": ("unit", r"the\s+" + NONE + r"(?P<unit>weekend)"),
    "rolling": ("unit", THE + r"(?P<relation>{PREVIOUS}|{FOLLOWING})\s+" + NUMBER + r"[\s-]+(?P<unit>{UNIT})"),
    "unsaid number": (
        "unit",
        r"(?:[Ii]n\s+)?" + THE + r"(?:{PREVIOUS}|{FOLLOWING}|{OPEN})\s+" + PLURAL,
    ),
    "unsaid distance": (
        "unit",
        THE + PLURAL + r"\s+(?:ahead|to\s+come|past|{AGO}|{AFTER}|{BEFORE})",
    ),
    "ago": (
        "unit",
        r"(?P<about>{APPROXIMATE}\s+)?"
        + NUMBER
        + r"\s+(?P<unit>{UNIT})(?:\s+or\s+(?:so|more))?\s+{AGO}(?P<exact>\s+exactly)?",
    ),
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
        r"(?:{APPROXIMATE}\s+)?"
        + NUMBER
        + r"(?:[\s-]+(?:to|or)[\s-]+{NUMBER})?(?P<half>[\s-]+and[\s-]+a[\s-]+half)?"
        + COUNTED
        + r"[\s-]+(?P<unit>{UNIT})(?:\s+or\s+(?:so|more))?(?!\s*-?\s*old)",
    ),
    "unmeasured": ("word", r"{UNMEASURED}"),
    "half": ("unit", r"[Hh]alf(?:\s+an?\s+|[\s-]+a[\s-]+|-)(?P<unit>hour|day|year|decade|century)"),
    "quarter of a unit": ("unit", r"(?:a\s+)?(?P<fourth>quarter)(?:\s+of\s+an?\s+|-)(?P<unit>hour|century)"),
    "long": (
        "unit",
        PLURAL + r"(?!\s*-?\s*old)",
    ),
    "years": (
        "year",
        rf"{FROM}{YEAR}{LINK}(?P<year2>(?:19|20)?\d\d)(?![-\d%]|,\d)",
    ),
    "year": ("year", PART + YEAR),
    "season of a year": ("year", rf"(?P<season>{{SEASON}}){YEAR_SAID}"),
    "season of a related year": ("unit", rf"(?P<season>{{SEASON}}){YEAR_SAID}"),
    "quarter of a year": ("year", r"(?:[Tt]he\s+)?" + QUARTER + OF_THE + r"(?:{FISCAL}\s+)?" + YEAR),
    "quarter after a year": ("year", r"(?:[Tt]he\s+)?" + YEAR + r"(?:['’]s)?\s+" + QUARTER),
    "quarter of a related year": ("unit", r"(?:[Tt]he\s+)?" + QUARTER + OF_THE + RELATION + r"(?:{FISCAL}\s+)?year"),
    "quarter after a related year": ("unit", RELATION + r"(?:{FISCAL}\s+)?year['’]s\s+" + QUARTER),
    "quarter of the year before": ("unit", r"(?:[Tt]he\s+)?(?P<yearago>[Yy]ear-(?:ago|earlier))\s+" + QUARTER),
    "quarter a year before": ("unit", r"(?:[Tt]he\s+)?" + QUARTER + r"\s+(?P<yearago>{YEARAGO})"),
    "quarter": ("unit", r"(?:[Tt]he\s+)?" + QUARTER),
    "decade": (
        "decade",
        r"(?:[Tt]he\s+)?"
        + PART
        + r"(?:[Tt]he\s+)?(?:{HALF}\s+half\s+of\s+the\s+)?(?:['’](?=\d0s))?(?P<year>(?:19|20)?\d0)s",
    ),
    "named decade": ("word", r"[Tt]he\s+" + PART + r"(?P<decade>{DECADES})"),
    "century": ("unit", r"(?:[Tt]he\s+)?" + PART + r"(?P<century>{ORDINAL}|\d{1,2}(?:st|nd|rd|th))[\s-]+century"),
    "holiday": ("word", r"(?P<holiday>{HOLIDAY})(?:,?\s+" + YEAR + r")?"),
    "each": (
        "unit weekday month",
        r"{EACH}\s+(?:other\s+|{NUMBER}\s+|{ORDINAL}\s+|few\s+)?(?:{UNIT}|{WEEKDAY}|{MONTH}|{SEASON})",
    ),
    "times a unit": (
        "unit",
        r"(?:{NUMBER}\s+times|[Oo]nce|[Tt]wice)\s+(?:an?|{EACH})\s+{UNIT}",
    ),
    "set": ("word", r"{SETS}"),
    "vague": ("word", r"{VAGUE}"),
}
# what their words alone do not settle: "March", "2022 soldiers"; "the year he left", "the Jewish quarter"
UNSURE = frozenset({"related month", "month", "year", "years"})
ALONE = frozenset({"bare unit", "bare season", "holiday", "unit before"})
