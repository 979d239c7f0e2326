"""Why a document could not be fetched or read: the frozen reason codes, and the exception that carries one.

The reasons of the cleaning stage belong to the cleaner, configuration mistakes to `config.SourcesError`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, get_args

Reason = Literal[
    "bad_encoding",
    "bad_field",
    "bad_json",
    "binary",
    "connection_failed",
    "corrupt",
    "duplicate_id",
    "empty",
    "gone",
    "http_error",
    "missing_field",
    "not_found",
    "not_text",
    "rate_limited",
    "redirect_loop",
    "robots_disallowed",
    "robots_unreachable",
    "timeout",
    "too_large",
    "too_many_redirects",
    "too_slow",
    "truncated",
    "undecodable",
    "unreadable",
    "unsafe_address",
    "unsupported_scheme",
    "unsupported_type",
    "vanished",
]

REASONS: Final[Mapping[Reason, str]] = MappingProxyType(
    {
        "bad_encoding": "The page's compression is broken, ends early, or is one that is not read.",
        "bad_field": "A field of a JSONL line has the wrong type or a value that means nothing.",
        "bad_json": "A line of a JSONL file is not a JSON object.",
        "binary": "The content is not text: NUL bytes, control characters, or the signature of another format.",
        "connection_failed": "No connection, or a broken one: no such host, refused, reset, no certificate, no HTTP.",
        "corrupt": "The archive's bytes are damaged or are no archive at all.",
        "duplicate_id": "An earlier line of the same file has the same id.",
        "empty": "There is no text: no bytes, or nothing but white space.",
        "gone": "The site says that the page is gone for good (410).",
        "http_error": "The site answered with an error, or with a status that means nothing here.",
        "missing_field": "A line of a JSONL file has neither the text nor the html field.",
        "not_found": "The site says that there is no such page (404).",
        "not_text": "The site says by its content type that this is no page (or no listing), so it was not read.",
        "rate_limited": "The site asks for fewer requests (429, or 503 with Retry-After); its pages wait.",
        "redirect_loop": "The page redirects to an address it came from.",
        "robots_disallowed": "The site's robots.txt does not allow this page.",
        "robots_unreachable": "The site's robots.txt could not be had, so nobody knows what is allowed.",
        "timeout": "The site did not answer in time (timeout_seconds).",
        "too_large": "The document is as large as its source allows (max_megabytes) or larger.",
        "too_many_redirects": "The page redirects more than five times.",
        "too_slow": "The page began to come, but was not complete in time (timeout_seconds).",
        "truncated": "The file ends early: inside an archive or inside a character.",
        "undecodable": "No charset fits the bytes, or too many of them are damaged.",
        "unreadable": "The operating system refused to read the file.",
        "unsafe_address": "The address carries a password, or leads into a private network (see allow_addresses).",
        "unsupported_scheme": "The address is none of http or https.",
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
