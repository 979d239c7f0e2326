"""Small bar charts as SVG text, for a look at numbers where only an image can be shown. Numbers in, text out.

They are written as short as they can be: Dagster shows an image in place while its text is under 1,000 characters, and
behind a link from there on. Charts that people study belong to the report.
"""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

WIDTH, HEIGHT = 480, 96
LINE = 18
BAR, INK = "#4f6bd8", "#333"
# What may stand unescaped in a data URI that itself stands in Markdown.
PLAIN = "/:=;,'+!?@$&*-._~"


def columns(bars: Sequence[tuple[str, int]]) -> str:
    """A column for each (label, number), left to right; the first and last label and the highest number are written."""
    most = max((number for _, number in bars), default=0)
    wide = max(WIDTH // max(len(bars), 1), 1)
    top, floor = 16, HEIGHT - 16
    path = f"M0 {floor}"
    for _, number in bars:
        high = round(number / most * (floor - top)) if most else 0
        # A number above zero is never drawn as nothing.
        high = max(high, 1) if number else 0
        path += f"v-{high}h{wide - 1}v{high}h1" if high else f"h{wide}"
    texts = _text(0, 12, f"{most:,}")
    if bars:
        texts += _text(0, HEIGHT - 3, bars[0][0])
    if len(bars) > 1:
        texts += _text(WIDTH, HEIGHT - 3, bars[-1][0], " text-anchor='end'")
    return _svg(HEIGHT, f"<path d='{path}' fill='{BAR}'/>{texts}")


def rows(bars: Sequence[tuple[str, int]]) -> str:
    """A bar for each (label, number), one below the other, with both written."""
    most = max((number for _, number in bars), default=0)
    half = WIDTH // 2
    path, texts = "", ""
    for place, (label, number) in enumerate(bars):
        wide = max(round(number / most * (half - 60)), 1) if number else 0
        path += f"M{half} {place * LINE + 3}h{wide}v12h-{wide}"
        texts += _text(0, place * LINE + 13, label) + _text(half + wide + 4, place * LINE + 13, f"{number:,}")
    return _svg(max(len(bars), 1) * LINE, f"<path d='{path}' fill='{BAR}'/>{texts}")


def markdown(svg: str, alternative: str) -> str:
    """An SVG as an image of Markdown, with the text for those who do not see it."""
    plain = " ".join(alternative.replace("[", "(").replace("]", ")").split())
    return f"![{plain}](data:image/svg+xml,{quote(svg, safe=PLAIN)})"


def _text(x: int, y: int, text: str, more: str = "") -> str:
    return f"<text x='{x}' y='{y}'{more}>{escape(text)}</text>"


def _svg(high: int, inner: str) -> str:
    # White ground, as Dagster's page may be dark.
    box = f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{high}' font-family='sans-serif'"
    return f"{box} font-size='11' fill='{INK}' style='background:white'>{inner}</svg>"
