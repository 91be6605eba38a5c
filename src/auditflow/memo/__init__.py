"""The memo (missiv): what the auditors' letter says, as frozen values.

A memo is written as JSON and TOML, and read back, by methods of `Memo`.
"""

from auditflow.memo.bodies import Body, ReplyKind, ReplyRequest, Role
from auditflow.memo.diary_number import DiaryNumber, NumberKey
from auditflow.memo.memo import Memo, Recommendation, Signatory
from auditflow.memo.names import authority_of, body_key, slug

__all__ = [
    "Body",
    "DiaryNumber",
    "Memo",
    "NumberKey",
    "Recommendation",
    "ReplyKind",
    "ReplyRequest",
    "Role",
    "Signatory",
    "authority_of",
    "body_key",
    "slug",
]
