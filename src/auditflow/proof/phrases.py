"""The sentences and words in which a proof is told, in Swedish and in English."""

from typing import Final

from auditflow.reasons import Language

_Both = dict[Language, str]

WEEKDAYS: Final[dict[Language, tuple[str, ...]]] = {
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": (
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ),
}
UNITS: Final[dict[str, dict[Language, tuple[str, str]]]] = {
    "day": {"sv": ("dag", "dagar"), "en": ("day", "days")},
    "business day": {
        "sv": ("arbetsdag", "arbetsdagar"),
        "en": ("business day", "business days"),
    },
    "literal vardag": {
        "sv": ("bokstavlig vardag", "bokstavliga vardagar"),
        "en": ("literal vardag", "literal vardagar"),
    },
    "week": {"sv": ("vecka", "veckor"), "en": ("week", "weeks")},
    "month": {"sv": ("månad", "månader"), "en": ("month", "months")},
    "year": {"sv": ("år", "år"), "en": ("year", "years")},
}
WORDS: Final[dict[str, _Both]] = {
    "statute": {"sv": "lag", "en": "law"},
    "practice": {"sv": "praxis", "en": "practice"},
    "local": {"sv": "lokal regel", "en": "local rule"},
    "settled": {"sv": "fastställt", "en": "settled"},
    "inferred": {"sv": "härlett", "en": "inferred"},
    "open": {"sv": "öppet", "en": "open"},
    "received": {"sv": "missivet kom in", "en": "the memo was received"},
    "memo_dated": {"sv": "missivets datum", "en": "the memo's own day"},
    "requested": {
        "sv": "önskat av revisorerna",
        "en": "asked for by the auditors",
    },
    "referral": {"sv": "svarsdagen i remissen", "en": "the reply day of the referral"},
    "adopted": {"sv": "beslutet", "en": "the decision"},
    "minutes_adjusted": {
        "sv": "justeringen av protokollet",
        "en": "the adjustment of the minutes",
    },
    "notice_posted": {"sv": "anslaget", "en": "the notice"},
    "answered": {"sv": "svaret", "en": "the answer"},
    "promised": {"sv": "utlovad dag", "en": "the promised day"},
    "tabled": {"sv": "bordläggning", "en": "tabled"},
    "aimed_for": {"sv": "val av sammanträde", "en": "choice of a meeting"},
    "raw": {"sv": "dagen före flyttning", "en": "the day before rolling"},
    "due": {"sv": "sista dagen", "en": "the last day"},
    "safe": {"sv": "den säkra dagen", "en": "the safe day"},
    "needed": {"sv": "dagen då det behövs", "en": "the day on which it is needed"},
    "mailbox": {
        "sv": "brevlådan tömdes på morgonen; FL 22 §",
        "en": "the mailbox was emptied in the morning; FL 22 §",
    },
    "post_notice": {
        "sv": "brev eller avi med posten; FL 22 §",
        "en": "a letter or notice by post; FL 22 §",
    },
    "simplified_service": {
        "sv": "förenklad delgivning; lag (2010:1932) 26 §",
        "en": "simplified service; lag (2010:1932) 26 §",
    },
    "municipal": {"sv": "kommunens arbetsdagar", "en": "the municipality's own days"},
    "statutory": {"sv": "hela landets arbetsdagar", "en": "those of the whole country"},
    "forward": {"sv": "framåt", "en": "forward"},
    "back": {"sv": "bakåt", "en": "back"},
    "none": {"sv": "inte alls", "en": "not at all"},
    "None": {"sv": "–", "en": "–"},
}
NOT_YET: Final[dict[str, _Both]] = {
    "adopted": {
        "sv": "beslutet är inte fattat än",
        "en": "the decision has not been taken yet",
    },
    "minutes_adjusted": {
        "sv": "protokollet är inte justerat än",
        "en": "the minutes have not been adjusted yet",
    },
    "notice_posted": {
        "sv": "anslaget är inte uppsatt än",
        "en": "the notice has not been posted yet",
    },
    "answered": {
        "sv": "svaret är inte skickat än",
        "en": "the answer has not been sent yet",
    },
}
FIXED_DAYS: Final[dict[str, str]] = {
    "same": "{day} samma år",
    "next": "{day} året efter",
    "before": "{day} året före",
    "coming": "närmast följande {day}",
}
MONTHS: Final = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti",
    "september", "oktober", "november", "december",
)  # fmt: skip
PHRASES: Final[dict[str, _Both]] = {
    "head": {
        "sv": "Ärende {case}. Regelbok {rulebook} {version}. Kalender {country}, "
        "holidays {holidays}.",
        "en": "Case {case}. Rulebook {rulebook} {version}. Calendar {country}, "
        "holidays {holidays}.",
    },
    "closed": {
        "sv": "{day} har kommunen stängt: {name}",
        "en": "{day} was closed by the municipality: {name}",
    },
    "opened": {
        "sv": "{day} har kommunen öppet",
        "en": "{day} is kept open by the municipality",
    },
    "given": {
        "sv": "Räknas från {day}: {what}",
        "en": "Counted from {day}: {what}",
    },
    "given:proposed": {
        "sv": "Räknas från {day}: {what}. Dagen är ett förslag som ingen har bekräftat",
        "en": "Counted from {day}: {what}. The day is a proposal that nobody has "
        "confirmed",
    },
    "extended": {
        "sv": "Räknas från {day}: anstånd som {by} gav {on}; önskat var {asked}",
        "en": "Counted from {day}: an extension that {by} granted on {on}; asked for "
        "was {asked}",
    },
    "builds_on": {
        "sv": "Räknas från {day}: {part} för {rule}",
        "en": "Counted from {day}: {part} of {rule}",
    },
    "builds_on:planned": {
        "sv": "Räknas från {day}: {part} för {rule}; {stands_for}",
        "en": "Counted from {day}: {part} of {rule}; {stands_for}",
    },
    "aimed": {
        "sv": "Sammanträdet bestämdes {on} ({event}): {named}; det hålls {day}",
        "en": "The meeting was fixed on {on} ({event}): {named}; it is held on {day}",
    },
    "in_time": {
        "sv": "I tid är {day} med justering i vanlig ordning ({period}), {until} med "
        "omedelbar justering ({at_once}), räknat från {start}: {part} för {rule}",
        "en": "In time is {day} with ordinary adjustment ({period}), {until} with "
        "immediate adjustment ({at_once}), counted from {start}: {part} of {rule}",
    },
    "period": {"sv": "Tid: {period}", "en": "Period: {period}"},
    "period:first": {
        "sv": "Tid: {period}, där den första dagen räknas med",
        "en": "Period: {period}, in which the first day counts",
    },
    "latest_of": {
        "sv": "Den senaste av dessa dagar gäller: {day}",
        "en": "The latest of these days counts: {day}",
    },
    "deemed": {
        "sv": "Anses ha kommit {day} ({how})",
        "en": "Deemed to have come on {day} ({how})",
    },
    "fixed_day": {"sv": "Det är {day}", "en": "That is {day}"},
    "counts": {
        "sv": "{day}, räknas som dag {number}",
        "en": "{day}, counts as day {number}",
    },
    "passed": {"sv": "{day}, räknas inte", "en": "{day}, does not count"},
    "passed:named": {
        "sv": "{day}, räknas inte: {name}",
        "en": "{day}, does not count: {name}",
    },
    "span": {
        "sv": "{first} till {last}: {days} dagar. Alla räknas, även helgdagar "
        "däremellan (RÅ 1999 not 181)",
        "en": "{first} to {last}: {days} days. All of them count, holidays between "
        "them too (RÅ 1999 not 181)",
    },
    "span:one": {
        "sv": "{first} till {last}: en dag",
        "en": "{first} to {last}: one day",
    },
    "span:none": {"sv": "Samma dag, {first}", "en": "The same day, {first}"},
    "same_name:week": {
        "sv": "Slutar på samma veckodag, {day}",
        "en": "Ends on the same day of the week, {day}",
    },
    "same_name:week-first": {
        "sv": "Slutar en dag från samma veckodag, då den första räknas, {day}",
        "en": "Ends a day short of the same day of the week, as the first one counts, "
        "{day}",
    },
    "same_name": {
        "sv": "Slutar på samma dag i månaden, {day}",
        "en": "Ends on the same day of the month, {day}",
    },
    "same_name:first": {
        "sv": "Slutar en dag från samma dag i månaden, då den första räknas, {day}",
        "en": "Ends a day short of the same day of the month, as the first one counts, "
        "{day}",
    },
    "same_name:clamped": {
        "sv": "Månaden har ingen dag {sought}; dess sista dag gäller, {day}",
        "en": "The month has no day {sought}; its last day counts, {day}",
    },
    "same_name:carried": {
        "sv": "Månaden har ingen dag {sought}; dagen efter dess sista gäller, {day}",
        "en": "The month has no day {sought}; the day after its last counts, {day}",
    },
    "ends": {
        "sv": "Söks: {body}, sista sammanträdet senast {day}. Det är {last}; nästa är "
        "{next}",
        "en": "Sought: {body}, the last meeting on or before {day}. It is {last}; the "
        "next is {next}",
    },
    "ends:after": {
        "sv": "Söks: {body}, första sammanträdet efter {day}. Det är {next}",
        "en": "Sought: {body}, the first meeting after {day}. It is {next}",
    },
    "ends:none": {
        "sv": "Söks: {body}, sista sammanträdet senast {day}. Det finns inget; nästa "
        "är {next}",
        "en": "Sought: {body}, the last meeting on or before {day}. There is none; the "
        "next is {next}",
    },
    "ends:unknown": {
        "sv": "Söks: {body}, sista sammanträdet senast {day}. Sammanträdena är inte "
        "kända",
        "en": "Sought: {body}, the last meeting on or before {day}. The meetings are "
        "not known",
    },
    "begun": {
        "sv": "Arbetet kan börja {day}. Tidigast klart:",
        "en": "The work can begin on {day}. Done at the earliest:",
    },
    "earliest": {"sv": "{rule}: {day}", "en": "{rule}: {day}"},
    "earliest:needs": {
        "sv": "{rule}: {day}, då det tar {needs}",
        "en": "{rule}: {day}, as it takes {needs}",
    },
    "later": {
        "sv": "Inget sammanträde i tid hinns med; {body}, det första senare:",
        "en": "No meeting in time can be reached; {body}, the first later one:",
    },
    "later:known": {
        "sv": "Inget sammanträde i tid hinns med; {body}, det första senare. "
        "Sammanträdena är kända till {known_until}:",
        "en": "No meeting in time can be reached; {body}, the first later one. The "
        "meetings are known until {known_until}:",
    },
    "meeting:chosen": {
        "sv": "Valt: {day}, {body}",
        "en": "Chosen: {day}, {body}",
    },
    "meeting:counted": {
        "sv": "Räknat utan känt sammanträde: {day}, {body}",
        "en": "Counted without a known meeting: {day}, {body}",
    },
    "meeting:out_of_reach": {
        "sv": "Hinns inte: {day}, {body}. Sista dag för:",
        "en": "Out of reach: {day}, {body}. The last day for:",
    },
    "meeting:put_off": {
        "sv": "Går inte: {day}, {body}. Ärendet kan beslutas tidigast {decides_from}",
        "en": "Not possible: {day}, {body}. It can be decided on {decides_from} at the "
        "earliest",
    },
    "meeting": {"sv": "{day}, {body}: {outcome}", "en": "{day}, {body}: {outcome}"},
    "latest": {
        "sv": "{rule}: senast {day}",
        "en": "{rule}: {day} at the latest",
    },
    "short": {
        "sv": "Tiden räcker inte: {rule} blir klart tidigast {earliest}, men behövs "
        "senast {latest}",
        "en": "There is no time: {rule} is done on {earliest} at the earliest, but "
        "needed by {latest}",
    },
    "only_counted": {
        "sv": "Inget sammanträde med {body} är känt till dess; dagen är bara räknad",
        "en": "No meeting of {body} is known by then; the day is only counted",
    },
    "raw": {"sv": "Tiden slutar {day}", "en": "The period ends on {day}"},
    "roll": {
        "sv": "Infaller den på en dag som lag (1930:173) 2 § räknar upp flyttas den "
        "{roll}",
        "en": "If it falls on a day that lag (1930:173) 2 § names, it rolls {roll}",
    },
    "rolled_over": {
        "sv": "{day} är {name} ({law})",
        "en": "{day} is {name} ({law})",
    },
    "rolled_over:unsure": {
        "sv": "{day} är {name} ({law}; {confidence})",
        "en": "{day} is {name} ({law}; {confidence})",
    },
    "due": {"sv": "Sista dag: {day}", "en": "Last day: {day}"},
    "kept": {
        "sv": "Den är ingen arbetsdag, men flyttas inte",
        "en": "It is no business day, but does not move",
    },
    "kept:named": {
        "sv": "Den är ingen arbetsdag ({name}), men flyttas inte",
        "en": "It is no business day ({name}), but does not move",
    },
    "not_open": {
        "sv": "{day} är ingen arbetsdag",
        "en": "{day} is no business day",
    },
    "not_open:named": {
        "sv": "{day} är ingen arbetsdag: {name}",
        "en": "{day} is no business day: {name}",
    },
    "safe": {
        "sv": "Säker dag: {day}, sista arbetsdagen dessförinnan",
        "en": "Safe day: {day}, the last business day before it",
    },
    "needed": {
        "sv": "Behövs redan {by}: {part} för {rule}",
        "en": "Needed already on {by}: {part} of {rule}",
    },
    "needed:own": {
        "sv": "Behövs inte tidigare för {rule} ({day})",
        "en": "Not needed earlier for {rule} ({day})",
    },
}
