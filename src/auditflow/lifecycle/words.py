"""What the states and the steps are called."""

from typing import Final

from auditflow.lifecycle.machine import State, Step
from auditflow.reasons import Language

STATE_WORDS: Final[dict[State, dict[Language, str]]] = {
    State.RECEIVED: {"sv": "inkommen", "en": "received"},
    State.REFERRED: {"sv": "remitterad", "en": "referred"},
    State.DRAFTED: {"sv": "beredd", "en": "drafted"},
    State.ADOPTED: {"sv": "beslutad", "en": "adopted"},
    State.ANSWERED: {"sv": "besvarad", "en": "answered"},
    State.CLOSED: {"sv": "avslutad", "en": "closed"},
}
STEP_WORDS: Final[dict[Step, dict[Language, str]]] = {
    Step.REFER: {"sv": "remittera", "en": "refer"},
    Step.DRAFT: {"sv": "bereda", "en": "draft"},
    Step.REVISE: {"sv": "revidera", "en": "revise"},
    Step.REMIT: {"sv": "återremittera", "en": "remit"},
    Step.ADOPT: {"sv": "besluta", "en": "adopt"},
    Step.ANSWER: {"sv": "besvara", "en": "answer"},
    Step.REOPEN: {"sv": "återuppta", "en": "reopen"},
    Step.CLOSE: {"sv": "avsluta", "en": "close"},
}
