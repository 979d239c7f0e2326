"""Articles that try to break a page: markup in headline and text, characters that turn the direction, endless words."""

import json
from pathlib import Path

SCRIPT = "</script><script>window.broken=1;alert(1)</script>"
IMAGE = "<img src=x onerror=window.broken=1>"
TURNED = "\u202eterbalik\u2066"


def hostile_articles(inbox: Path) -> None:
    """Write them to a folder."""
    inbox.mkdir()
    long_word = "panjang" * 715
    text = "\n\n".join(
        [
            f"Menteri Perdagangan {SCRIPT} mengumumkan Rp 1,5 triliun untuk pusat data di Semarang {IMAGE}.",
            f"“Biaya turun 10 persen {IMAGE} {TURNED},” kata Direktur PT Nusa Data, Wening Prasetya.",
            f"Sebanyak 45 orang {long_word} bekerja di pusat data Jakarta bersama Wening Prasetya.",
        ]
    )
    article = {
        "id": "1",
        "title": f"Pusat data {SCRIPT} {IMAGE} {TURNED}",
        "text": text,
        "published_at": "2025-05-07",
        "outlet": f"Kabar {IMAGE}",
        "url": "https://kabar.example/?a=<b>&c=\"'",
    }
    endless = {**article, "id": "2", "title": "k" * 5000, "url": "javascript:alert(1)", "outlet": "Kabar Dua"}
    lines = [json.dumps(one, ensure_ascii=False) for one in (article, endless)]
    (inbox / "hostile.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
