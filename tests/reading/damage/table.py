"""The table: every damaged form of the seed by its name."""

from typing import Final

from tests.reading.damage import bullets, characters, columns, line_breaks, pages
from tests.reading.damage.asked_day import cut_after, long_numbers_lost, years_lost
from tests.reading.damage.form import (
    Form,
    asks,
    both,
    hopeless,
    lost,
    whole,
)
from tests.reading.damage.judged import FIRST_FOUR, NO_OWNER, OR, REPLY, SIGNED, TITLE
from tests.reading.damage.table_of_days import ASKED_DAYS

_OWNER_MAYBE = {"diary_numbers": NO_OWNER}
_LINE_BREAKS = (
    whole("breaks-lost", line_breaks.breaks_lost),
    lost("breaks-glued", line_breaks.breaks_glued, _OWNER_MAYBE),
    whole("blank-lines-lost", line_breaks.blank_lines_lost),
    whole("paragraphs-joined", line_breaks.paragraphs_joined),
    whole("prose-joined", line_breaks.paragraphs_of_prose_joined),
    whole("double-spaced", line_breaks.double_spaced),
    whole("more-air", line_breaks.more_air),
    whole("wrapped-at-40", line_breaks.wrapped(40)),
    whole("wrapped-at-60", line_breaks.wrapped(60)),
    whole("wrapped-at-80", line_breaks.wrapped(80)),
    whole("wrapped-hanging", line_breaks.wrapped(60, "  ")),
    whole(
        "wrapped-without-air",
        both(line_breaks.wrapped(60), line_breaks.blank_lines_lost),
    ),
    whole(
        "wrapped-double-spaced",
        both(line_breaks.wrapped(80), line_breaks.double_spaced),
    ),
    asks("a-word-a-line", line_breaks.one_per_word),
    whole("hyphenated", line_breaks.hyphenated("-")),
    whole("hyphenated-u2010", line_breaks.hyphenated("\u2010")),
    whole("hyphenated-softly", line_breaks.hyphenated("\u00ad")),
    asks("hyphenated-then-joined", line_breaks.hyphenated_then_joined),
    whole("windows-breaks", line_breaks.line_breaks("\r\n")),
    whole("old-mac-breaks", line_breaks.line_breaks("\r")),
    whole("breaks-through-a-mail-gate", line_breaks.line_breaks("\r\r\n")),
    whole("unicode-breaks", line_breaks.line_breaks("\u2028")),
    whole("word-soft-breaks", line_breaks.line_breaks("\v")),
)
_CHARACTERS = (
    whole("decomposed", characters.decomposed),
    whole("ligatures", characters.ligatures),
    whole("zero-width", characters.zero_width),
    whole("zero-width-within-words", characters.zero_width_within),
    whole("soft-hyphens", characters.soft_hyphens),
    whole("no-break-spaces", characters.spaces("\u00a0")),
    whole("thin-spaces", characters.spaces("\u2009")),
    whole("tabs", characters.spaces("\t")),
    whole("two-spaces", characters.spaces("  ")),
    whole("no-break-hyphens", characters.hyphens("\u2011")),
    whole("trailing-spaces", characters.trailing_spaces),
    whole("indented", characters.indented),
    whole("marked", characters.marked),
    whole("misread-as-latin-1", characters.misread("latin-1")),
    whole(
        "misread-as-cp1252",
        both(bullets.bullets("• "), characters.misread("cp1252")),
    ),
    whole("misread-twice", characters.misread("cp1252", 2)),
    whole("misread-twice-as-latin-1", characters.misread("latin-1", 2)),
    whole("misread-in-part", characters.misread_in_part),
    whole("misread-decomposed", characters.misread_decomposed),
    hopeless("letters-replaced", characters.replaced, _OWNER_MAYBE),
    hopeless("entities", characters.entities, _OWNER_MAYBE),
    whole("letter-spaced", characters.letter_spaced),
    asks("title-letter-spaced", characters.title_letter_spaced),
    whole("head-in-capitals", characters.head_in_capitals),
    whole(
        "head-and-title-in-capitals",
        characters.head_and_title_in_capitals,
        title=f"{TITLE}{OR}{TITLE.upper()}",
    ),
    whole(
        "names-in-capitals",
        characters.names_in_capitals,
        signatories=f"{SIGNED}{OR}{SIGNED.upper()}",
    ),
)
_BULLETS = (
    whole("round-bullets", bullets.bullets("● ")),
    whole("small-round-bullets", bullets.bullets("• ")),
    whole("dashes", bullets.bullets("– ")),
    whole("symbol-bullets", bullets.bullets("\uf0b7 ")),
    whole("wingdings-bullets", bullets.bullets("\uf0a7 ")),
    whole("bullets-and-tabs", bullets.bullets("\uf0b7\t")),
    whole("bullets-without-space", bullets.bullets("•")),
    whole("stars", bullets.bullets("* ")),
    whole("letter-o-bullets", bullets.bullets("o ")),
    whole("numbered-with-stops", bullets.numbered(".")),
    whole("numbered-with-brackets", bullets.numbered(")")),
    whole("lettered", bullets.lettered(")")),
    asks("lettered-with-stops", bullets.lettered(".")),
    asks("no-bullets", bullets.bullets("")),
    whole("bullet-above-its-item", bullets.mark_on_its_own_line),
    asks("bullets-all-first", bullets.all_marks_first),
    whole("list-run-together", bullets.run_together),
    asks("list-run-together-bare", bullets.run_together_bare),
)
_COLUMNS = (
    whole(
        "names-in-columns",
        columns.names(
            "Thomas Boström        Torsten Gunnarsson\nOrdförande        "
            "Vice ordförande"
        ),
    ),
    whole(
        "names-in-columns-by-one-space",
        columns.names("Thomas Boström Torsten Gunnarsson\nOrdförande Vice ordförande"),
    ),
    whole(
        "names-before-roles",
        columns.names(
            "Thomas Boström\nTorsten Gunnarsson\nOrdförande\nVice ordförande"
        ),
    ),
    whole(
        "names-on-one-line",
        columns.names("Thomas Boström Ordförande Torsten Gunnarsson Vice ordförande"),
    ),
    whole(
        "names-with-commas",
        columns.names(
            "Thomas Boström, Ordförande\nTorsten Gunnarsson, Vice ordförande"
        ),
    ),
    whole(
        "names-under-lines",
        columns.names(
            "______________\t______________\nThomas Boström\tTorsten Gunnarsson\n"
            "Ordförande\tVice ordförande"
        ),
    ),
    whole(
        "addressees-on-one-line",
        columns.addressees(
            "Till: Samtliga ledamöter och ersättare i kommunstyrelsen "
            "För kännedom: Socialnämnden Kommunfullmäktige\n"
        ),
    ),
    whole(
        "addressees-on-one-line-without-colons",
        columns.addressees(
            "Till kommunstyrelsen. För kännedom Socialnämnden Kommunfullmäktige\n"
        ),
    ),
    whole(
        "addressees-beside-labels",
        columns.addressees(
            "Till:\tSamtliga ledamöter och ersättare i kommunstyrelsen\n"
            "För kännedom:\tSocialnämnden\n\tKommunfullmäktige\n"
        ),
    ),
    asks(
        "addressees-by-rows",
        columns.addressees(
            "Till:      För kännedom:\nSamtliga ledamöter och ersättare i "
            "kommunstyrelsen      Socialnämnden\nKommunfullmäktige\n"
        ),
    ),
    asks(
        "labels-before-addressees",
        columns.addressees(
            "Till:\nFör kännedom:\nSamtliga ledamöter och ersättare i "
            "kommunstyrelsen\nSocialnämnden\nKommunfullmäktige\n"
        ),
    ),
    whole("dnr-on-one-line", columns.diary_number("Dnr: 2022/347\n")),
    whole("dnr-above-the-label", columns.diary_number("2022/347\nDnr:\n")),
    whole("diarienummer", columns.diary_number("Diarienummer 2022/347\n")),
    asks("dnr-with-spaces", columns.diary_number("Dnr: 2022 / 347\n")),
    whole("head-by-columns", columns.head_by_columns),
    whole("head-by-rows-with-gaps", columns.head_by_rows("          ")),
    whole("head-by-rows-with-tabs", columns.head_by_rows("\t")),
    lost(
        "head-by-rows-with-one-space",
        columns.head_by_rows(" "),
        _OWNER_MAYBE,
    ),
    # Without the stamp the number stands in the auditors' own head.
    whole(
        "labels-before-values",
        columns.labels_before_values,
        diary_numbers="revisorerna 2022/347",
    ),
    whole("stamp-first", columns.stamp_first),
    asks("stamp-below-title", columns.stamp_below_title),
    asks("stamp-in-prose", columns.stamp_in_prose),
    asks("stamp-last", columns.stamp_last),
    whole("stamp-of-another-day", columns.stamp_of_another_day),
    whole("stamp-of-arrival", columns.stamp_of_arrival),
)
_HEADER = "Vänersborgs kommun  Missiv  2 (3)"
_DATED_HEADER = "Vänersborgs kommun    2022-09-27    2 (3)"
_PAGES = (
    whole("list-broken-by-number", pages.list_broken("2 (2)\n")),
    whole("list-broken-by-header", pages.list_broken(f"{_HEADER}\n")),
    whole("item-broken-by-header", pages.item_broken(f"\n{_HEADER}\n")),
    whole("prose-broken-by-number", pages.prose_broken("\nSida 2 av 3\n")),
    whole("prose-broken-by-header", pages.prose_broken(f"\n\f{_HEADER}\n")),
    whole("request-broken-by-number", pages.request_broken("2 (3)")),
    asks("request-broken-by-header", pages.request_broken(f"\n{_HEADER}\n")),
    asks("request-broken-by-day", pages.request_broken(f"{_DATED_HEADER}\n")),
    whole(
        "headers-everywhere",
        pages.each_paragraph("Vänersborgs kommun  Missiv  PAGE"),
    ),
    whole("numbers-everywhere", pages.each_paragraph("Sida PAGE")),
    whole(
        "headers-with-days",
        pages.each_paragraph("Vänersborgs kommun\n2022-09-27\tSida PAGE"),
    ),
    whole(
        "printed-on-another-day",
        pages.each_paragraph("Utskrivet 2022-10-03 14:05    Sida PAGE"),
    ),
    whole("feet", pages.footed),
    whole("form-feeds", pages.form_feeds),
    whole("report-follows", pages.with_report),
    whole("report-follows-at-once", pages.with_report_at_once),
    whole("enclosures-named", pages.with_enclosures_named),
    whole("signed-on-screen", pages.signed_on_screen),
    whole("quoted", pages.quoted("> ")),
    whole("quoted-twice", pages.quoted("> > ")),
    whole("quoted-and-wrapped", pages.quoted_and_wrapped),
    asks("forwarded", pages.forwarded),
    whole("as-markdown", pages.as_markdown),
)
_LOST = (
    lost(
        "years-lost",
        years_lost,
        {"dated": "", REPLY: "unreadable", "diary_numbers": NO_OWNER},
        "dated",
        REPLY,
    ),
    lost(
        "long-numbers-lost",
        long_numbers_lost,
        {"dated": "", REPLY: "unreadable", "dnr": "", "diary_numbers": ""},
        "dated",
        REPLY,
        "diary_numbers",
    ),
    lost(
        "cut-before-the-day",
        cut_after("Vi önskar svar från kommunstyrelsen senast"),
        {REPLY: "unreadable", "signatories": ""},
        REPLY,
        "signatories",
    ),
    lost(
        "cut-within-the-day",
        cut_after("senast 2022-11"),
        {REPLY: "unreadable", "signatories": ""},
        REPLY,
        "signatories",
    ),
    lost(
        "cut-within-the-list",
        cut_after("och arbetsmarknadsuppdraget."),
        {
            REPLY: "none",
            "bodies.kommunstyrelsen": "addressee",
            "recommendations": FIRST_FOUR,
            "signatories": "",
        },
        "signatories",
    ),
    lost(
        "cut-before-the-names",
        cut_after("senast 2022-11-25."),
        {"signatories": ""},
        "signatories",
    ),
)
_SEVERAL = (
    whole(
        "out-of-a-pdf",
        both(
            pages.list_broken(f"{_HEADER}\n"),
            line_breaks.wrapped(80),
            line_breaks.blank_lines_lost,
            characters.ligatures,
            bullets.bullets("\uf0b7 "),
        ),
    ),
    whole(
        "out-of-a-mail",
        both(
            line_breaks.wrapped(72),
            pages.quoted("> "),
            characters.trailing_spaces,
            line_breaks.line_breaks("\r\n"),
        ),
    ),
    whole(
        "out-of-a-word-processor",
        both(
            bullets.bullets("•\t"),
            characters.soft_hyphens,
            characters.spaces("\u00a0"),
        ),
    ),
    whole(
        "out-of-a-database",
        both(characters.misread("cp1252"), line_breaks.breaks_lost),
    ),
    whole(
        "out-of-a-mac",
        both(
            characters.decomposed,
            line_breaks.wrapped(60),
            line_breaks.line_breaks("\r"),
        ),
    ),
    asks(
        "out-of-two-columns",
        both(
            columns.head_by_rows("\t"),
            line_breaks.hyphenated("-", 50),
            pages.footed,
        ),
    ),
)
FORMS: Final[tuple[Form, ...]] = (
    *_LINE_BREAKS,
    *_CHARACTERS,
    *_BULLETS,
    *ASKED_DAYS,
    *_COLUMNS,
    *_PAGES,
    *_LOST,
    *_SEVERAL,
)
