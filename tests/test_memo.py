"""The memo as frozen values, and the names that are compared and shown."""

import pickle
import unicodedata
from datetime import UTC, date, datetime

import attrs
import pytest

from auditflow.errors import MemoRefused, NotADay
from auditflow.memo import (
    Body,
    DiaryNumber,
    Memo,
    Recommendation,
    ReplyKind,
    ReplyRequest,
    Role,
    Signatory,
    authority_of,
    body_key,
    slug,
)

DAY = date(2022, 11, 25)
MEMO = Memo(
    municipality="Vänersborgs kommun",
    dnr="KS 2022/347",
    diary_numbers=[DiaryNumber("kommunstyrelsen", "KS 2022/347")],
    dated=date(2022, 9, 27),
    title="Granskning av integration",
    bodies=[
        Body("kommunstyrelsen", "must_answer", ReplyRequest.by(DAY)),
        Body("socialnämnden", "for_information"),
        Body("kommunfullmäktige", "addressee"),
    ],
    recommendations=[Recommendation(1, "Se över"), Recommendation(2, "Följ upp")],
    signatories=[Signatory("Anna Ek", "ordförande")],
    audit_firm="KPMG",
)

_DATED = {"date", "proposed"}


@pytest.mark.parametrize("kind", [*ReplyKind])
def test_a_reply_request_has_a_day_exactly_where_its_kind_says_so(kind):
    """``date`` and ``proposed`` need one; every other kind may not have any."""
    right = DAY if kind in _DATED else None
    wrong = None if kind in _DATED else DAY
    assert ReplyRequest(kind, right).date == right
    with pytest.raises(MemoRefused, match="give the day with the kind") as refused:
        ReplyRequest(kind, wrong)
    assert kind in str(refused.value)


def test_a_reply_request_by_a_day():
    """The short way, with the words of the letter."""
    reply = ReplyRequest.by(DAY, "senast 2022-11-25")
    assert reply == ReplyRequest("date", DAY, text="senast 2022-11-25")
    assert ReplyRequest() == ReplyRequest(ReplyKind.NONE)


def test_an_instant_is_no_reply_day():
    """A day is asked for; the time of day stands beside it."""
    with pytest.raises(NotADay):
        ReplyRequest.by(datetime(2022, 11, 25, 17, tzinfo=UTC))
    with pytest.raises(NotADay):
        Memo(dated=datetime(2022, 9, 27, tzinfo=UTC))


def test_words_become_roles():
    """A role may be given as its word, and is the member afterwards."""
    assert [body.role for body in MEMO.bodies] == [
        Role.MUST_ANSWER, Role.FOR_INFORMATION, Role.ADDRESSEE,
    ]  # fmt: skip
    assert [b.name for b in MEMO.must_answer] == ["kommunstyrelsen"]


@pytest.mark.parametrize(
    "name",
    ["kommunstyrelsen", "Kommunstyrelsen", "Kommunstyrelsens", "KOMMUNSTYRELSEN"],
)
def test_a_body_of_the_memo_is_found(name):
    """Whatever its case or a genitive."""
    assert MEMO.body(name) is MEMO.bodies[0]
    assert MEMO.body("byggnadsnämnden") is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("Kommunstyrelsen", "kommunstyrelsens", True, id="case-genitive"),
        pytest.param(
            unicodedata.normalize("NFD", "Socialnämnden"), "socialnämnden", True,
            id="letters-in-two-parts",
        ),
        pytest.param("barn-  och\u00a0utbildningsnämnden",
                     "barn- och utbildningsnämnden", True, id="spaces"),
        pytest.param("socialnämnden", "byggnadsnämnden", False, id="two-bodies"),
        pytest.param("nämnden", "namnden", False, id="ä-is-no-a"),
    ],
)  # fmt: skip
def test_two_spellings_of_one_body(one, other, same):
    """What a key leaves out, and what it keeps."""
    assert (body_key(one) == body_key(other)) is same


@pytest.mark.parametrize(
    ("municipality", "short"),
    [
        pytest.param("Vänersborgs kommun", "vanersborg", id="genitive"),
        pytest.param("Bengtsfors kommun", "bengtsfors", id="name-in-fors"),
        pytest.param("Alingsås kommun", "alingsas", id="name-in-ås"),
        pytest.param("Strängnäs kommun", "strangnas", id="name-in-näs"),
        pytest.param("Grums kommun", "grums", id="grums"),
        pytest.param("Skövde kommun", "skovde", id="no-genitive"),
        pytest.param("Stockholms stad", "stockholm", id="stad"),
        pytest.param("Göteborgs Stad", "goteborg", id="capital-stad"),
        pytest.param("Region Västerbotten", "vasterbotten", id="region"),
        pytest.param("Region Jönköpings län", "jonkoping", id="region-and-län"),
        pytest.param("Upplands-Bro kommun", "upplands-bro", id="hyphen"),
        pytest.param("Vänersborg", "vanersborg", id="the-bare-name"),
        pytest.param("Bengtsfors", "bengtsfors", id="the-bare-name-in-s"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_the_short_name_of_a_municipality(municipality, short):
    """Without its form and its genitive, in the letters a case name carries."""
    assert authority_of(municipality) == short
    assert authority_of(unicodedata.normalize("NFD", municipality)) == short


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param("Barn- och utbildningsnämnden", "barn-och-utbildningsnamnden",
                     id="a-body"),
        pytest.param("KS 2022/347", "ks-2022-347", id="a-diary-number"),
        pytest.param("  Åäö!  ", "aao", id="edges"),
        pytest.param("", "", id="nothing"),
    ],
)  # fmt: skip
def test_a_slug_is_plain(text, plain):
    """Letters a–z, digits and single hyphens; doing it again changes nothing."""
    assert slug(text) == plain
    assert slug(plain) == plain


def test_a_memo_is_a_value():
    """Frozen, hashable, the same after a journey; lists become tuples."""
    assert pickle.loads(pickle.dumps(MEMO)) == MEMO  # noqa: S301 - our own bytes
    assert hash(MEMO) == hash(attrs.evolve(MEMO))
    assert type(MEMO.bodies) is tuple
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        MEMO.title = "en annan"  # type: ignore[misc]


def test_what_the_letter_does_not_say_is_empty():
    """Nothing is needed to have a memo."""
    memo = Memo()
    listed = memo.bodies, memo.recommendations, memo.signatories, memo.diary_numbers
    assert listed == ((),) * 4
    assert memo.must_answer == ()
    assert (memo.dnr, memo.dated, memo.title, memo.audit_firm) == (None,) * 4
