"""Time and memory of reading hostile documents: deep nesting, megabytes of one thing, unclosed tags, endless dates.

`python -m tests.bench.hostile [--only WORD]`. Every document is read in a process of its own after a usual page;
printed are its size, the CPU seconds of reading and how far the resident memory rose meanwhile (Linux only).
"""

import argparse
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random

from pipeline.text.model import MediaType, Rejection
from pipeline.text.read import read_article
from tests.bench.fuzz import document

_WHO = ("Kementerian", "Pemerintah kota", "Dewan", "Asosiasi pengusaha", "Perusahaan listrik", "Universitas")
_LINES = [
    f"{who} menyiapkan aturan {number} untuk pusat data yang berlaku mulai tahun depan, kata pejabat itu."
    for number, who in enumerate(_WHO, 1)
]
_BODY = "".join(f"<p>{line}</p>" for line in _LINES).encode()
_NESTED = ("div", "span", "b", "p", "a", "li", "td", "table", "blockquote", "h1", "svg", "table><tr><td")
_MEGABYTE = 1_000_000


def _page(before: bytes, after: bytes = b"") -> bytes:
    return b"<html><body><h1>Aturan Pusat Data</h1>" + before + _BODY + after + b"</body></html>"


def _numbered(text: str, count: int) -> bytes:
    return "".join(text.format(number) for number in range(count)).encode()


def _fill(piece: bytes, megabytes: float) -> bytes:
    return piece * (int(megabytes * _MEGABYTE) // len(piece))


_Made = tuple[MediaType, Callable[[], bytes]]
DOCUMENTS: dict[str, _Made] = {
    **{f"100,000 {name}": ("html", lambda name=name: _page(f"<{name}>".encode() * 100_000)) for name in _NESTED},
    **{
        f"100,000 {name}, closed": (
            "html",
            lambda name=name: _page(f"<{name}>".encode() * 100_000, f"</{name}>".encode() * 100_000),
        )
        for name in _NESTED[:-1]
    },
    "3,900 div": ("html", lambda: _page(b"<div>" * 3900)),
    "page, 50 MB": ("html", lambda: _page(_fill(_BODY, 50))),
    "page, 19 MB": ("html", lambda: _page(_fill(_BODY, 19))),
    "page, 2.4 MB of text": ("html", lambda: _page(_fill(b"kata " * 400 + b"<br>", 2.4))),
    "script, 19 MB": ("html", lambda: _page(b"<script>" + _fill(b"var x='<b>';", 19) + b"</script>")),
    "comment, 19 MB": ("html", lambda: _page(b"<!--" + _fill(b"x y ", 19) + b"-->")),
    "attribute, 19 MB": ("html", lambda: _page(b"<img src='" + _fill(b"A", 19) + b"'>")),
    "unclosed p, 19 MB": ("html", lambda: _page(b"", _fill(b"<p>x", 19))),
    "unclosed p, 0.2 MB": ("html", lambda: _page(b"", _fill(b"<p>x", 0.2))),
    "br, 18 MB": ("html", lambda: _page(b"", _fill(b"x<br>", 18))),
    "links, 59,000 tags": ("html", lambda: _page(b"", b"<a href=x>x</a> " * 29_500)),
    "links, 19,000 tags": ("html", lambda: _page(b"", b"<a href=x>x</a> " * 9_500)),
    "<, 19 MB": ("html", lambda: _page(b"", _fill(b"<", 19))),
    "entities, 2.4 MB": ("html", lambda: _page(b"", _fill(b"&amp;", 2.4))),
    "quotes in tags, 2.4 MB": ("html", lambda: _page(b"", _fill(b"<a '\"", 2.4))),
    "unclosed script, 2 MB": ("html", lambda: _page(b"", _fill(b"<script><!--<svg>", 2))),
    "letters, then Cyrillic": ("text", lambda: _BODY + _fill(b"a", 0.19) + "я".encode()),
    "signs of addresses": ("text", lambda: _BODY + _fill(b"a@", 0.19)),
    "900 odd dates": ("html", lambda: _page(_numbered("<span class='date'>Senin Wage {} Oktbr 2024</span>", 900))),
    "30 odd dates": ("html", lambda: _page(_numbered("<span class='date'>Senin Wage {} Oktbr 2023</span>", 30))),
    "dates within dates": ("html", lambda: _page(b"<div class='date'>" * 200 + _fill(b"kata ", 1))),
    "null bytes, 19 MB": ("html", lambda: _page(_fill(b"\0", 19))),
    "random bytes as page, 19 MB": ("html", lambda: Random(0).randbytes(19 * _MEGABYTE)),
    "random bytes as text, 19 MB": ("text", lambda: Random(0).randbytes(19 * _MEGABYTE)),
    "text, 50 MB": ("text", lambda: _fill("\n\n".join(_LINES).encode(), 50)),
    "text, 19 MB": ("text", lambda: _fill("\n\n".join(_LINES).encode(), 19)),
    "text, 0.49 MB": ("text", lambda: _numbered("\n\nPejabat nomor {} menyiapkan aturan untuk pusat data.", 9_000)),
    "text of one word, 0.49 MB": ("text", lambda: _fill(b"a", 0.49)),
    "text on one line, 0.19 MB": ("text", lambda: _numbered("Pejabat nomor {} menyiapkan aturan. ", 5_000)),
}


def _resident(field: str) -> int:
    """Kilobytes of resident memory: now (VmRSS) or at the highest (VmHWM)."""
    status = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith(field))


def measure(name: str) -> str:
    """Read the document of this name; gives the line of the table."""
    media_type, make = DOCUMENTS[name]
    read_article(document(_page(b"<span class='date'>Senin Wage 5 Oktbr 2024</span>"), "html"))
    made = document(make(), media_type)
    Path("/proc/self/clear_refs").write_text("5")  # the highest resident size is that of now
    before = _resident("VmRSS")
    started = time.process_time()
    result = read_article(made)
    seconds = time.process_time() - started
    grown = (_resident("VmHWM") - before) / 1024
    answer = f"{result.reason}: {result.detail}" if isinstance(result, Rejection) else "article"
    return f"{name:28} {len(made.content) / _MEGABYTE:5.1f} MB {seconds:6.2f} s {grown:5.0f} MB more  {answer}"


def main() -> None:
    """Print the table; names that do not contain the word of `--only` are left out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="")
    only = parser.parse_args().only
    for name in DOCUMENTS:
        if only in name:
            with ProcessPoolExecutor(1, get_context("spawn")) as pool:
                print(pool.submit(measure, name).result(), flush=True)


if __name__ == "__main__":
    main()
