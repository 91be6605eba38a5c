"""Which body a case is opened for, and which recommendations are its own."""

from auditflow.errors import BodyUnknown
from auditflow.memo import Body, Memo, Recommendation, ReplyRequest, Role, body_key


def body_chosen(memo: Memo, body: str | None) -> Body:
    """The body whose case is opened: the one named, or the only one asked."""
    asked = memo.must_answer
    names = tuple(b.name for b in asked)
    if body is None:
        if len(asked) == 1:
            return asked[0]
        why = (
            "several bodies must answer, each with a case of its own"
            if asked
            else "the memo asks nobody for an answer"
        )
        raise BodyUnknown(None, names, why)
    named = memo.body(body)
    if named is None:
        raise BodyUnknown(body, names, f"the memo does not name {body}")
    if named.role is not Role.MUST_ANSWER:
        why = f"the memo asks {named.name} for no answer"
        raise BodyUnknown(body, names, why)
    return named


def recommended_to(body: str, memo: Memo) -> list[Recommendation]:
    """The recommendations in *memo* that *body* has to answer."""
    own = body_key(body)
    return [
        one
        for one in memo.recommendations
        if one.body is None or one.body == body or body_key(one.body) == own
    ]


def numbers_for(memo: Memo, body: str) -> tuple[int, ...]:
    """The numbers of the recommendations in *memo* that *body* has to answer."""
    return tuple([one.number for one in recommended_to(body, memo)])


def reply_to(memo: Memo, body: str) -> ReplyRequest:
    """What *memo* asks of *body*."""
    asked = memo.body(body)
    return asked.reply if asked else ReplyRequest()
