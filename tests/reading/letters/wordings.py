"""The sentences that ask for an answer, each with how often it is chosen.

``{n}`` stands for the bodies, ``{own}`` for the body in the genitive and ``{nouns}``
for its noun so; ``{g}`` for the auditors, ``{by}`` for the words with the day, ``{d}``
for the day alone; a capital letter begins a sentence.
"""

NAMED = {
    "önskar svar från N": (12, "Vi önskar svar från {n} {by}."),
    "emotser yttrande över X från N": (
        8,
        "{G} emotser ett yttrande över rapporten från {n} {by}.",
    ),
    "överlämnar till N för yttrande": (
        10,
        "{G} överlämnar rapporten till {n} för yttrande {by}.",
    ),
    "beslutade att överlämna": (
        4,
        "{G} beslutade att överlämna rapporten till {n} för yttrande {by}.",
    ),
    "yttrandet ska ha inkommit": (
        5,
        "Rapporten överlämnas till {n}. Yttrandet ska ha inkommit till {g} {by}.",
    ),
    "N ska svara": (4, "{N} ska svara {by}."),
    "ta del av kommentarer": (
        4,
        "{G} önskar ta del av {own} kommentarer och slutsatser {by}.",
    ),
    "önskar att N inkommer med svar": (
        6,
        (
            "{G} önskar att {n} {by} inkommer med svar på granskningen, där det "
            "framgår vilka åtgärder som planeras och när de ska vara genomförda."
        ),
    ),
    "emotser N:s redovisning": (
        4,
        "Vi emotser {own} redovisning av vidtagna och planerade åtgärder {by}.",
    ),
    "tillhanda": (3, "{Own} yttrande ska vara {g} tillhanda {by}."),
    "begär att N yttrar sig": (3, "Vi begär att {n} yttrar sig över rapporten {by}."),
    "svar från N önskas": (4, "Svar från {n} önskas {by}."),
    "förväntar": (2, "Vi förväntar oss ett svar från {n} {by}."),
    "hemställer": (2, "{G} hemställer att {n} lämnar sitt yttrande {by}."),
    "anmodar": (
        1,
        "{G} anmodar {n} att {by} inkomma med en förklaring till bristerna.",
    ),
    "vill ha N:s svar": (
        3,
        (
            "Med anledning av granskningens resultat vill vi {by} ha {own} svar på de "
            "synpunkter och rekommendationer som vi lämnar."
        ),
    ),
    "svaret ska vara inkommet": (
        3,
        "{G} önskar svar från {n}. Svaret ska vara inkommet {by}.",
    ),
    "ser fram emot": (2, "Vi ser fram emot ett skriftligt svar från {n} {by}."),
    "översänds, svar emotses": (
        4,
        "Rapporten översänds härmed till {n}. Svar emotses {by}.",
    ),
}
UNNAMED = {
    "emotser svar": (6, "{G} emotser svar {by}."),
    "svar önskas": (4, "Svar på denna skrivelse önskas {by}."),
    "noun's answer": (5, "Vi önskar få ta del av {nouns} svar {by}."),
    "yttrande lämnas": (3, "Yttrande över granskningen lämnas till {g} {by}."),
}
DAY_FIRST = {
    "senast D önskar": (3, "{By} önskar vi svar från {n}."),
    "met, and wishes": (
        3,
        (
            "{G} behandlade rapporten vid sitt sammanträde {met} och emotser ett svar "
            "från {n} {by}."
        ),
    ),
    "to be in time for a meeting": (
        2,
        (
            "Svaren ska tas upp vid revisorernas möte {after}. Vi önskar därför svar "
            "från {n} {by}."
        ),
    ),
    "separate answers": (2, "Vi önskar ett eget svar från {n} {by}."),
}
"""With a day at least, so that another one beside it does no harm to the truth."""
DAY_ALONE = {
    "besked till D": (
        3,
        "{G} har begärt besked till {d} om vilka åtgärder som {n} avser att vidta.",
    ),
    "remisstid": (3, "Rapporten överlämnas till {n} för yttrande.\n\nRemisstid: {d}"),
    "uppföljande yttrande D": (
        2,
        "{N} ska i ett uppföljande yttrande {d} redogöra för vidtagna åtgärder.",
    ),
    "last day for the answer": (
        3,
        "Rapporten överlämnas till {n} för yttrande. Sista dag för svar är {d}.",
    ),
    "svar senast: D": (
        3,
        "Rapporten överlämnas till {n} för yttrande.\n\nSvar senast: {d}",
    ),
}
UNSURE_IF_OTHERS = ("översänds, svar emotses",)
"""Those that leave open who must answer, where the head names others too."""
ALL = NAMED | UNNAMED | DAY_FIRST | DAY_ALONE
