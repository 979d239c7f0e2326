"""Why a document could not be read: the frozen vocabulary of reason codes, and the exception that carries one.

The reasons of the cleaning stage belong to the cleaner, configuration mistakes to `config.SourcesError`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, get_args

Reason = Literal[
    "bad_field",
    "bad_json",
    "binary",
    "corrupt",
    "duplicate_id",
    "empty",
    "missing_field",
    "too_large",
    "truncated",
    "undecodable",
    "unreadable",
    "unsupported_type",
    "vanished",
]

REASONS: Final[Mapping[Reason, str]] = MappingProxyType(
    {
        "bad_field": "A field of a JSONL line has the wrong type or a value that means nothing.",
        "bad_json": "A line of a JSONL file is not a JSON object.",
        "binary": "The content is not text: NUL bytes, control characters, or the signature of another format.",
        "corrupt": "The archive's bytes are damaged or are no archive at all.",
        "duplicate_id": "An earlier line of the same file has the same id.",
        "empty": "There is no text: no bytes, or nothing but white space.",
        "missing_field": "A line of a JSONL file has neither the text nor the html field.",
        "too_large": "The document is as large as its source allows (max_megabytes) or larger.",
        "truncated": "The file ends early: inside an archive or inside a character.",
        "undecodable": "No charset fits the bytes, or too many of them are damaged.",
        "unreadable": "The operating system refused to read the file.",
        "unsupported_type": "The file's extension is none of those read, or it is no regular file.",
        "vanished": "The file was gone when it was its turn.",
    }
)

assert set(REASONS) == set(get_args(Reason)), "every reason needs its explanation"


class ReadError(Exception):
    """A document that cannot be read: a reason code and detail for a person."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason: Reason = reason
        self.detail = detail
