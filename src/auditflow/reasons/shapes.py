"""Why a time begins where it does, and how it was kept: the rarer shapes of rules."""

from pendulum import Date

from auditflow.reasons.base import Reason


def deemed_in_mailbox(day: Date, found: Date, source: str) -> Reason:
    """A paper lay in the mailbox when it was first emptied that day."""
    return Reason(
        "deemed_in_mailbox",
        day,
        source,
        (found,),
        sv="fanns i brevlådan när den först tömdes {0}; anses ha kommit in närmast "
        "föregående arbetsdag, {day}",
        en="in the mailbox when it was first emptied on {0}; deemed received on the "
        "business day before, {day}",
    )


def deemed_by_post(day: Date, reached: Date, source: str) -> Reason:
    """A letter, or the notice of one, came by post."""
    return Reason(
        "deemed_by_post",
        day,
        source,
        (reached,),
        sv="försändelsen eller avin nådde myndigheten {0}; anses ha kommit in närmast "
        "föregående arbetsdag, {day}",
        en="the letter or its notice reached the authority on {0}; deemed received on "
        "the business day before, {day}",
    )


def not_set_aside(day: Date, source: str) -> Reason:
    """The post can hardly have set the letter aside on the day before."""
    return Reason(
        "not_set_aside",
        day,
        source,
        sv="att posten skilt av försändelsen redan arbetsdagen före är osannolikt; "
        "inkommen {day}",
        en="that the post had set the letter aside on the business day before is "
        "unlikely; received on {day}",
    )


def control_message(day: Date, sent: Date, source: str) -> Reason:
    """Simplified service: the next business day a control message is sent."""
    return Reason(
        "control_message",
        day,
        source,
        (sent,),
        sv="skickat {0}; kontrollmeddelandet går ut senast {day}",
        en="sent on {0}; the control message goes out on {day} at the latest",
    )


def deemed_served(day: Date, source: str) -> Reason:
    """Simplified service: served two weeks after it was sent, on any day."""
    return Reason(
        "deemed_served",
        day,
        source,
        sv="anses delgivet två veckor efter att det skickades, {day}; den dagen "
        "flyttas inte",
        en="deemed served two weeks after it was sent, {day}; this day does not roll",
    )


def latest(
    day: Date, sv: str, en: str, others_sv: str, others_en: str, *, equal: bool
) -> Reason:
    """Time runs from the latest of several days; ``equal`` if all are the same."""
    facts = (sv, en, others_sv, others_en)
    if equal:
        return Reason(
            "latest",
            day,
            facts=facts,
            sv="räknat från {0}, {day}: samma dag som {2}",
            en="counted from {1}, {day}: the same day as {3}",
        )
    return Reason(
        "latest",
        day,
        facts=facts,
        sv="{0} avgör, {day}: senare än {2}",
        en="{1} decides, {day}: later than {3}",
    )


def first_meeting(day: Date, body: str, after: Date) -> Reason:
    """The day is the first meeting of a body after another day."""
    return Reason(
        "first_meeting",
        day,
        facts=(body, after),
        sv="{day} är första sammanträdet i {0} efter {1}",
        en="{day} is the first meeting of {0} after {1}",
    )


def done_in_time(day: Date, due: Date, source: str) -> Reason:
    """It was done within its time."""
    return Reason(
        "done_in_time",
        day,
        source,
        (due,),
        sv="gjort {day}, inom tiden som slutar {0}",
        en="done on {day}, within the time that ends on {0}",
    )


def reported_instead(day: Date, due: Date, source: str) -> Reason:
    """It was not done, but that was reported within the same time."""
    return Reason(
        "reported_instead",
        day,
        source,
        (due,),
        sv="inte gjort senast {0}, men det anmäldes {day}, i tid",
        en="not done by {0}, but that was reported on {day}, in time",
    )


def too_late(day: Date, due: Date, source: str) -> Reason:
    """It was done or reported, but after its time."""
    return Reason(
        "too_late",
        day,
        source,
        (due,),
        sv="varken gjort eller anmält senast {0}; det skedde {day}",
        en="neither done nor reported by {0}; it happened on {day}",
    )


def neither(due: Date, source: str) -> Reason:
    """It was neither done nor reported so far."""
    return Reason(
        "neither",
        due,
        source,
        sv="varken gjort eller anmält än; tiden slutar {day}",
        en="neither done nor reported yet; the time ends on {day}",
    )
