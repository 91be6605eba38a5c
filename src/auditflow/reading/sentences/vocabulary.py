"""The words that letters ask and hand over with, each under what it does.

Entries are parted by semicolons, may be several words (``ser fram emot``) and may be
cut short (``överlämna…``). Each kind is one letter, so that a sentence reads as a
string of them: the grammar in `asking` and `handing` is written in these letters.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a phrase does in a sentence."""

    AUDITORS = "U"
    OURS = "O"
    OTHERS = "E"
    """Who else may want an answer: an office, a state authority."""
    WISH = "W"
    WANT = "v"
    """A wish if a day follows at once: we want (vill) by the 3rd of May."""
    REQUEST = "r"
    """A wish as a noun: with a request for (begäran om) an answer."""
    WISHED_ONCE = "J"
    """A wish that is told of: we asked (begärde)."""
    APPEAL = "P"
    """A wish that takes its body at once: we ask (ber) the board."""
    WISHED = "w"
    SHALL = "S"
    SHOULD = "s"
    """Asks for an answer only where that stands before: the answer should (bör)."""
    ANSWER = "A"
    PLAN = "M"
    """An answer where it is wished for, and else a plan (handlingsplan)."""
    TO_ANSWER = "a"
    GIVEN = "C"
    """What is done with an answer: it is sent in (inkommit), is to hand (tillhanda)."""
    COME_WITH = "c"
    HAND_OVER = "H"
    GETS = "g"
    """What a body does with what is handed over: it gets (får, erhåller) it."""
    FOR_ANSWER = "Y"
    FOR_INFORMATION = "K"
    FOR_ACTION = "T"
    BODIES = "B"
    BODIES_OWN = "G"
    """Bodies in the genitive: it is something of theirs that is spoken of."""
    FROM = "F"
    TO = "D"
    BY = "V"
    BEFORE_BODY = "I"
    """Words between a preposition and its body: to the *members of* the board."""
    ALSO = "+"
    AND = "&"
    THAT = "q"
    CLAUSE = "Q"
    """Begins a clause, whose day is its own."""
    NOT = "N"
    EXCEPT = "X"
    NEED = "n"
    """The answer that a body need not (behöver inte) give."""
    FREED = "f"
    EARLIER = "Z"
    REPORT = "R"
    """The review, and what it came to: no day belongs to these words."""
    PLAIN = "p"
    """Words that may stand between a wish and its day."""
    AT_LATEST = "L"
    DAY_HEADING = "h"
    """A day after a word that says by itself that an answer is due (remisstid)."""
    UNTIL = "l"
    """A day or a time after a word that may be about something else (till, före)."""
    OTHER = "x"


_WORDS: Final = {
    Kind.AUDITORS: """
        vi; oss; undertecknade; revisor…; revision…; stadsrevision…; kommunrevision…;
        regionrevision…; landstingsrevision…; landstingsrevisor…; lekmannarevisor…;
        kommunrevisor…; förtroendevald…; revisorsgrupp…
        """,
    Kind.OURS: """
        vår; vårt; våra; revisionens; revisorernas; stadsrevisionens
        """,
    Kind.OTHERS: """
        fullmäktige; förvaltningen; verket; inspektionen; ivo; kontoret; myndigheten;
        regeringen; ledningen; chefen; direktören; hen; de; länsstyrelsen; skr;
        arbetsmiljöverket; skolinspektionen; socialstyrelsen; leverantören
        """,
    Kind.WISH: """
        önskar; önskar få; önskar ta del av; emotser; motser; begär; begärt; begära;
        förväntar oss; förväntar sig; vill ha; vill få; vill ta del av; vill därför ha;
        vill därför få; anhåller om; hemställer om; önska; emotse;
        anhålla om; hemställa om; hemställa; hemställer; ser fram emot;
        ser fram mot; efterfrågar; efterlyser; avvaktar;
        inväntar; är tacksamma för; tacksamma för; tacksam för; tackar för
        """,
    Kind.WANT: "vill",
    Kind.REQUEST: "önskemål om; begäran om; önskan om; förfrågan om",
    Kind.WISHED_ONCE: "begärde; önskade; emotsåg; efterfrågade; anhöll om",
    Kind.APPEAL: """
        ber; ber om; uppmanar; uppmanar därför; anmodar; uppdrar åt; hemställer att;
        vill att; ser gärna att; begär att; önskar att; förväntar oss att;
        förutsätter att; vill därför att; begärt att; emotser att; anhåller att
        """,
    Kind.WISHED: """
        önskas; emotses; begärs; förväntas; motses; efterfrågas; anhålles; inväntas;
        avvaktas; krävs; fordras
        """,
    Kind.SHALL: """
        ska; skall; ombeds; uppmanas; anmodas; har att; måste; föreläggs;
        ges härmed möjlighet att; ges härmed tillfälle att; ges möjlighet att;
        bereds tillfälle att; ges tillfälle att; bereds möjlighet att
        """,
    Kind.SHOULD: "bör",
    Kind.ANSWER: """
        svar; svaret; svaren; yttrande; yttrandet; yttranden; yttrandena; besked;
        beskedet; kommentar; kommentarer; kommentarerna; synpunkter; redogörelse;
        redogörelsen; redovisning; redovisningen; återkoppling; återkopplingen;
        återrapportering; återrapporteringen; återredovisning; förklaring;
        förklaringen; information; svarsskrivelse; ställningstagande; återrapport;
        remissvar; remissvaret; genmäle; bemötande
        """,
    Kind.PLAN: """
        åtgärdsplan; handlingsplan; åtgärdsplanen; handlingsplanen; tidplan; tidsplan
        """,
    Kind.TO_ANSWER: """
        svara; svarar; besvara; besvarar; besvaras; yttra sig; yttrar sig; kommentera;
        kommenterar; redogöra; redogör; återkopplar; återkoppla; återrapportera;
        återrapporterar; återredovisa; bemöta; redovisa; redovisar; inkomma med;
        inkommer med; beskriva; beskriver; komplettera; kompletterar; återkomma;
        återkommer; komma in med; kommer in med
        """,
    Kind.GIVEN: """
        inkommit; inkomma; inkommer; inkommen; inkommet; ha inkommit; lämnas; lämnats;
        lämnat; insändas; skickas; skickats; sändas; sänds; ges; avges; avgivits;
        översändas; översänds; delges; tillställas; tillställs; ställas; tillhanda;
        till handa; vara; finnas; nått; nå; når; mejlas; mailas; e-postas
        """,
    Kind.COME_WITH: """
        lämna; lämnar; avge; avger; inge; ge; ger; ta fram; upprätta
        """,
    Kind.HAND_OVER: """
        överlämna…; översänd…; översänt…; tillställ…; remittera…; skicka…; sända;
        delge; expediera…; sänder; överräck…; avlämna…; bifogas;
        vidarebefordra…
        """,
    Kind.GETS: """
        får; erhåller; har fått; mottar; får del av; tar del av; får ta del av
        """,
    Kind.FOR_ANSWER: """
        för yttrande; för ett yttrande; för yttranden; för svar; för besvarande;
        för skriftligt svar; för skriftligt yttrande; till yttrande; för ert yttrande;
        för vidare yttrande; för behandling och svar; för behandling och yttrande;
        för åtgärd och svar; för åtgärder och svar; för åtgärd och yttrande;
        för kännedom och yttrande; för kännedom och svar; för beaktande och yttrande;
        för beaktande och svar; för remissvar; för kommentarer; för beredning och svar;
        för ställningstagande och svar
        """,
    Kind.FOR_INFORMATION: """
        för kännedom; för information; till kännedom; för er kännedom; som information;
        för dess kännedom; för kännedom och beaktande; kopia av; kopia på; en kopia;
        med kopia; kopia
        """,
    Kind.FOR_ACTION: """
        för åtgärd; för åtgärder; för vidare åtgärd; för vidare åtgärder; för beaktande;
        för behandling; för handläggning; för vidare handläggning; för beredning;
        för erforderliga åtgärder; för nödvändiga åtgärder; för eventuella åtgärder;
        för beaktande och åtgärd; för åtgärdande
        """,
    Kind.OTHER: "kommer att begära; kommer att önska; kommer att emotse",
    Kind.FROM: "från; ifrån",
    Kind.TO: "till; åt",
    Kind.BY: "av; hos",
    Kind.BEFORE_BODY: """
        både; såväl; samtliga; respektive; ledamöter i; ledamöterna i; dels;
        ledamöter och ersättare i; ledamöterna och ersättarna i; berörda; berörd;
        nämnda; presidiet i; ordföranden i; ordförande i; alla; den
        """,
    Kind.ALSO: "även; också",
    Kind.AND: "och; samt; jämte; eller",
    Kind.THAT: "att; för att",
    Kind.CLAUSE: """
        hur; vilka; vilken; vilket; som; när; huruvida; där; varför; om vad
        """,
    Kind.NOT: """
        inte; ej; inget; inga; ingen; varken; utan krav på; utan begäran om;
        utan önskemål om; utan att vi
        """,
    Kind.EXCEPT: "utom; förutom; undantag; undantaget; exklusive",
    Kind.NEED: "behöver; behöva",
    Kind.FREED: "undantas; undantagen; undantagna; befrias",
    Kind.EARLIER: "tidigare; förra; redan; föregående",
    Kind.REPORT: """
        rapport; rapporten; rapportens; rapporterna; revisionsrapport;
        revisionsrapporten; granskningsrapport; granskningsrapporten; granskning;
        granskningen; granskningens; granskningarna; iakttagelser; iakttagelserna;
        slutsats; slutsatser; slutsatserna; rekommendation; rekommendationer;
        rekommendationerna; bedömning; bedömningar; bedömningarna; revisionsskrivelsen;
        revisionsskrivelse; årsrapport; årsrapporten; missivet; projektrapporten;
        resultatet; brister; bristerna; påpekanden; synpunkterna; förbättringsområden;
        förslag; förslagen; skrivelse; skrivelsen;
        vidtagna och planerade åtgärder; vidtagna åtgärder; planerade åtgärder;
        frågor; frågorna; frågeställningar; frågeställningarna
        """,
    Kind.PLAIN: """
        avseende; bifogad; bifogade; del; denna; dess; dessa; det; detta; ovan;
        ovanstående; nedan; nedanstående; en; er; era; ert; ett; två; tre; fyra; fem;
        sex; sju; åtta; nio; tio; för; förvaltningens; gjorda; ha; har; härmed; i; om;
        på; med; sin; sina; sitt; kommunens; regionens; stadens; landstingets; lämnade;
        s; sig;
        skriftlig; skriftligt; skriftligen; samlat;
        gemensamt; styrelsens; ta; tacksamma; tack; ut; vad; var; vid; åter; därför; nu;
        senare; snarast; anledning; över; med anledning av; utifrån; mot bakgrund av;
        gällande; rörande; kring; angående; häröver; däröver; vardera; gärna; möjligt;
        dock; ske; sker; framförda; presenterade; redovisade; åtgärder; åtgärderna;
        kommun; stad; region; kommunen; regionen; elektroniskt; digitalt; e-post;
        nämnd; nämnder; styrelse; epost; via; post; brev; mejl; adress; form;
        sekreterare; utan dröjsmål; utan onödigt dröjsmål; utan fördröjning
        """,
}


def entries() -> Iterator[tuple[str, Kind]]:
    """Every entry of the vocabulary with its kind; a kind named first goes first."""
    for kind, words in _WORDS.items():
        for entry in words.split(";"):
            yield " ".join(entry.split()), kind
