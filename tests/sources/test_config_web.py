from datetime import date
from pathlib import Path

import pytest

from pipeline.sources.config import FetchSettings, Source, SourcesError, load_fetch_settings, load_sources
from pipeline.sources.web.model import Window

CONTACT = '[fetch]\ncontact = "redaksi@contoh.id"\n'
FEED = CONTACT + '[[source]]\nid = "kabar"\nkind = "feed"\nurl = "https://contoh.id/rss"\n'
LIST = CONTACT + '[[source]]\nid = "daftar"\nkind = "urls"\npath = "urls.txt"\n'
FOLDER = '[[source]]\nid = "inbox"\nkind = "folder"\npath = "articles"\n'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("LUMBUNG_CONTACT", raising=False)
    (tmp_path / "articles").mkdir()
    (tmp_path / "urls.txt").write_text("https://contoh.id/a\n", encoding="utf-8")
    return tmp_path


def write(home: Path, text: str) -> Path:
    (home / "sources.toml").write_text(text, encoding="utf-8")
    return home / "sources.toml"


def load(home: Path, text: str) -> tuple[Source, ...]:
    return load_sources(write(home, text))


def fetch(home: Path, text: str) -> FetchSettings:
    return load_fetch_settings(write(home, text))


def test_the_smallest_feed_takes_the_defaults(home: Path) -> None:
    (source,) = load(home, FEED)
    assert (source.kind, source.urls, source.path, source.is_web) == ("feed", ("https://contoh.id/rss",), None, True)
    assert (source.delay_seconds, source.recheck_hours, source.recheck_days, source.max_pages) == (2.0, 24.0, 7.0, 2000)
    assert (source.window, source.allow_addresses, source.max_bytes) == (Window(), (), 10_000_000)


def test_every_web_key_is_read(home: Path) -> None:
    text = FEED.replace(
        'url = "https://contoh.id/rss"', 'urls = ["https://contoh.id/a", "http://contoh.id:8080/b"]'
    ) + (
        'include = ["/bisnis/"]\nexclude = ["*.pdf$"]\nsince = 2026-01-01\nuntil = 2026-01-31\ndelay_seconds = 0\n'
        "recheck_hours = 0.5\nrecheck_days = 0\nmax_pages = 5\nmax_megabytes = 2\n"
        'allow_addresses = ["127.0.0.1:8000", "[::1]:80", "mesin.lokal:443"]\n'
    )
    (source,) = load(home, text)
    assert source.urls == ("https://contoh.id/a", "http://contoh.id:8080/b")
    assert (source.include, source.exclude) == (("/bisnis/",), ("*.pdf$",))
    assert source.window == Window(date(2026, 1, 1), date(2026, 1, 31))
    assert (source.delay_seconds, source.recheck_hours, source.recheck_days, source.max_pages) == (0.0, 0.5, 0.0, 5)
    assert source.allow_addresses == ("127.0.0.1:8000", "[::1]:80", "mesin.lokal:443")
    assert source.max_bytes == 2_000_000


def test_all_kinds_stand_in_one_file(home: Path) -> None:
    text = FEED + FEED.replace(CONTACT, "").replace("kabar", "peta").replace("feed", "sitemap")
    text += LIST.replace(CONTACT, "") + FOLDER + FOLDER.replace("inbox", "arsip").replace('"folder"', '"warc"')
    sources = load(home, text)
    assert [(source.kind, source.is_web) for source in sources] == [
        ("feed", True), ("sitemap", True), ("urls", True), ("folder", False), ("warc", False),
    ]  # fmt: skip
    assert sources[2].path == home / "urls.txt"
    assert sources[4].max_bytes == 50_000_000


MISTAKES = [
    ("no url", FEED.replace('url = "https://contoh.id/rss"\n', ""), 3, ["a feed without `url`", "url = "]),
    ("no urls", FEED.replace('url = "https://contoh.id/rss"', "urls = []"), 6, ["a feed without `url`"]),
    ("both", FEED + 'urls = ["https://contoh.id/b"]\n', 7, ["both `url` and `urls`", "into `urls`"]),
    ("twice", FEED.replace("url =", "urls =").replace('"https://contoh.id/rss"', '["http://a.id", "http://a.id"]'), 6,
     ["stands twice"]),
    ("urls text", FEED.replace("url =", "urls ="), 6, ["`urls` is no list", "urls = ["]),
    ("no scheme", FEED.replace("https://", ""), 6,
     ['"contoh.id/rss" does not begin with http', 'Write url = "https://contoh.id/rss".']),
    ("ftp", FEED.replace("https:", "ftp:"), 6, ["does not begin with http:// or https://"]),
    ("no host", FEED.replace("contoh.id", ""), 6, ["names no host"]),
    ("space", FEED.replace("/rss", "/r ss"), 6, ["has a space"]),
    ("port", FEED.replace("contoh.id/", "contoh.id:99999/"), 6, ["is no address"]),
    ("credentials", FEED.replace("contoh.id/", "saya:rahasia@contoh.id/"), 6, ["holds credentials", "…@contoh.id"]),
    ("no file", LIST.replace("urls.txt", "none.txt"), 6, ["no such file", "none.txt", "enabled = false"]),
    ("a folder", LIST.replace("urls.txt", "articles"), 6, ["is a folder", "one URL a line"]),
    ("no path", LIST.replace('path = "urls.txt"\n', ""), 3, ["`path` is missing", 'path = "urls.txt"']),
    ("no archive", FOLDER.replace("folder", "warc").replace("articles", "arsip"), 4, ["no such file or folder"]),
    ("folder delay", FOLDER + "delay_seconds = 3\n", 5, ['means nothing for kind "folder"', "Remove it"]),
    ("feed path", FEED + 'path = "articles"\n', 7, ['`path` means nothing for kind "feed"', "Keys: id, kind, url"]),
    ("feed fields", FEED + "[source.fields]\ntext = 'isi'\n", 7, ["`fields` means nothing"]),
    ("list url", LIST + 'url = "https://contoh.id/rss"\n', 7, ['`url` means nothing for kind "urls"']),
    ("misspelt", FEED + "delay_second = 3\n", 7, ["unknown key `delay_second`", "Did you mean `delay_seconds`?"]),
    ("since after until", FEED + "since = 2026-02-01\nuntil = 2026-01-01\n", 7, ["is after until", "Exchange"]),
    ("since text", FEED + 'since = "2026-02-01"\n', 7, ["`since` is no date", "without quotes"]),
    ("until time", FEED + "until = 2026-02-01T10:00:00Z\n", 7, ["`until` is no date"]),
    ("too fast", FEED + "delay_seconds = 0.4\n", 7, ["below 0.5", "allow_addresses"]),
    ("backwards", FEED + "delay_seconds = -1\n", 7, ["no number from 0 to 3600"]),
    ("delay text", FEED + 'delay_seconds = "2"\n', 7, ["`delay_seconds` is no number", "delay_seconds = 2"]),
    ("delay true", FEED + "delay_seconds = true\n", 7, ["`delay_seconds` is no number"]),
    ("not a number", FEED + "delay_seconds = nan\n", 7, ["`delay_seconds` is no number"]),
    ("hours", FEED + "recheck_hours = 9000\n", 7, ["`recheck_hours` is no number from 0 to 8760"]),
    ("days", FEED + "recheck_days = -1\n", 7, ["`recheck_days` is no number"]),
    ("pages", FEED + "max_pages = 0\n", 7, ["`max_pages` is no whole number from 1"]),
    ("half a page", FEED + "max_pages = 1.5\n", 7, ["`max_pages` is no whole number"]),
    ("address", FEED + 'allow_addresses = ["127.0.0.1"]\n', 7, ["no host with a port", "127.0.0.1:8000"]),
    ("address port", FEED + 'allow_addresses = ["a:70000"]\n', 7, ["no host with a port"]),
    ("pattern", FEED + 'include = ["bisnis"]\n', 7, ['"bisnis" is no pattern on the path', "Begin it with / or *"]),
    ("no contact", FEED.replace(CONTACT, ""), 1, ['source "kabar" asks web sites', "LUMBUNG_CONTACT"]),
    ("no contact in fetch", FEED.replace('contact = "redaksi@contoh.id"', "user_agent = 'a'"), 1, ["asks web sites"]),
    ("contact", FEED.replace("redaksi@contoh.id", "redaksi"), 2, ["neither a mail address nor a URL", "contact = "]),
    ("contact header", FEED.replace("redaksi@contoh.id", "a@b.id\\nX: y"), 2, ["neither a mail address nor a URL"]),
    ("contact example", FEED.replace("redaksi@contoh.id", "you@your.domain"), 2, ["is the example", "a person"]),
    ("contact page example", FEED.replace("redaksi@contoh.id", "https://your.domain/bot"), 2, ["is the example"]),
    ("contact of a source", FEED + 'contact = "a@b.id"\n', 7, ["does not stand here", "Move it into [fetch]"]),
    ("delay for all", CONTACT + "delay_seconds = 3\n" + FOLDER, 3, ["does not stand here", "into the [[source]]"]),
    ("fetch key", CONTACT + 'delay = 1\n' + FOLDER, 3, ["unknown key `delay`"]),
    ("fetch after", FOLDER + "[fetch]\ntimeout_seconds = 0\n", 6, ["`timeout_seconds` is no number from 0.1 to 600"]),
    ("fetch inline", "fetch = { hosts_in_parallel = 0 }\n" + FOLDER, 1, ["`hosts_in_parallel` is no whole number"]),
    ("fetch list", FOLDER + "[[fetch]]\n", 5, ["[fetch] in single brackets"]),
    ("fetch misspelt", FOLDER + "[fetsh]\n", 5, ["unknown key `fetsh`", "Did you mean `fetch`?"]),
    ("agent", CONTACT + 'user_agent = "Lümbung"\n' + FOLDER, 3, ["no HTTP header can"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "parts"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES])
def test_a_mistake_names_file_line_and_remedy(home: Path, text: str, line: int, parts: list[str]) -> None:
    with pytest.raises(SourcesError) as caught:
        load(home, text)
    message = str(caught.value)
    assert message.startswith(f"{home / 'sources.toml'}, line {line}: ")
    assert "\n" not in message and "rahasia" not in message
    for part in parts:
        assert part in message


def test_credentials_in_a_list_of_addresses_are_a_mistake(home: Path) -> None:
    with pytest.raises(SourcesError, match="holds credentials"):
        load(home, FEED.replace('url = "https://contoh.id/rss"', 'urls = ["https://a.id", "https://u@contoh.id/"]'))


def test_fetch_settings_default_and_the_user_agent_names_the_contact(home: Path) -> None:
    settings = fetch(home, FEED)
    assert settings.contact == "redaksi@contoh.id"
    assert settings.user_agent.startswith("Lumbung/")
    assert settings.user_agent.endswith(" (+redaksi@contoh.id)")
    assert (settings.hosts_in_parallel, settings.timeout_seconds) == (8, 30.0)


def test_fetch_settings_are_read(home: Path) -> None:
    text = '[fetch]\ncontact = "https://contoh.id/robot"\nuser_agent = "Uji/1.0"\n'
    text += "hosts_in_parallel = 2\ntimeout_seconds = 5\n"
    assert fetch(home, FOLDER + text) == FetchSettings("https://contoh.id/robot", "Uji/1.0", 2, 5.0)


def test_the_environment_names_the_contact_before_the_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUMBUNG_CONTACT", "https://contoh.id/bot")
    assert fetch(home, FEED).contact == "https://contoh.id/bot"
    assert load(home, FEED.replace(CONTACT, ""))[0].id == "kabar"
    monkeypatch.setenv("LUMBUNG_CONTACT", "nobody")
    with pytest.raises(SourcesError, match='LUMBUNG_CONTACT "nobody" is neither'):
        load(home, FEED)


def test_without_an_enabled_web_source_nobody_need_be_named(home: Path) -> None:
    settings = fetch(home, FOLDER + FEED.replace(CONTACT, "") + "enabled = false\n")
    assert settings.contact is None
    assert "+" not in settings.user_agent


def test_a_disabled_list_may_have_no_file(home: Path) -> None:
    assert load(home, LIST.replace("urls.txt", "none.txt") + "enabled = false\n")[0].path == home / "none.txt"
    assert load(home, FOLDER.replace("folder", "warc").replace("articles", "none") + "optional = true\n")[0].optional


def test_the_examples_of_the_shipped_file_are_valid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The delivered file asks no network; its commented examples, switched on, are what the checks accept."""
    monkeypatch.delenv("LUMBUNG_CONTACT", raising=False)
    text = (Path(__file__).parents[2] / "sources.toml").read_text(encoding="utf-8")
    start = text.index("# [fetch]")
    assert "https://" not in text[: text.index("# From the web.")]
    examples = "\n".join(line.removeprefix("# ").removeprefix("#") for line in text[start:].splitlines())
    examples = examples.replace("you@your.domain", "redaksi@contoh.id")
    (tmp_path / "urls.txt").touch()
    (tmp_path / "archive").mkdir()
    sources = load_sources(write(tmp_path, examples))
    assert [source.kind for source in sources] == ["feed", "sitemap", "urls", "warc"]
    assert load_fetch_settings(tmp_path / "sources.toml").user_agent == "Example/1.0"
