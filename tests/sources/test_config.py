from pathlib import Path

import pytest

from pipeline.sources.config import JSON_FIELDS, Source, SourcesError, load_sources

GOOD = """# where articles come from
[[source]]
id = "inbox"
kind = "folder"
path = "articles"
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    return tmp_path


def load(home: Path, text: str) -> tuple[Source, ...]:
    (home / "sources.toml").write_text(text, encoding="utf-8")
    return load_sources(home / "sources.toml")


def test_the_smallest_source_takes_the_defaults(home: Path) -> None:
    (source,) = load(home, GOOD)
    assert (source.id, source.kind, source.path) == ("inbox", "folder", home / "articles")
    assert (source.outlet, source.languages, source.timezone) == (None, (), "Asia/Jakarta")
    assert dict(source.fields) == {name: name for name in JSON_FIELDS}
    assert source.enabled and not source.optional
    assert source.max_bytes == 50_000_000


def test_every_key_is_read(home: Path) -> None:
    text = GOOD + (
        'outlet = "Kabar Contoh"\nlanguages = ["id", "zh"]\ntimezone = "Asia/Makassar"\nenabled = false\n'
        'optional = true\ninclude = ["2024/**"]\nexclude = ["drafts"]\nmax_megabytes = 0.5\n'
        '[source.fields]\ntext = "isi"\npublished_at = "meta.date"\n'
    )
    (source,) = load(home, text)
    assert (source.outlet, source.languages, source.timezone) == ("Kabar Contoh", ("id", "zh"), "Asia/Makassar")
    assert (source.enabled, source.optional) == (False, True)
    assert (source.include, source.exclude, source.max_bytes) == (("2024/**",), ("drafts",), 500_000)
    assert (source.fields["text"], source.fields["published_at"], source.fields["url"]) == ("isi", "meta.date", "url")


# What is wrong, the whole file, the line the message must name, and what it must say (problem, remedy).
MISTAKES = [
    ("bad TOML", GOOD + 'outlet = "Kabar\n', 6, ["not valid TOML", "Correct the line"]),
    ("a Windows path", GOOD.replace('"articles"', '"C:\\Users\\me"'), 5, ["single quotes"]),
    ("unknown key", GOOD + 'outlett = "Kabar"\n', 6, ["unknown key `outlett`", "Did you mean `outlet`?"]),
    ("a far key", GOOD + "xyz = 1\n", 6, ["unknown key `xyz`", "Keys: id, kind, path"]),
    ("single brackets", "\n[source]\nid = 'a'\n", 2, ["[[source]] in double brackets"]),
    ("a misspelt table", "[[sources]]\nid = 'a'\n", 1, ["unknown key `sources`", "Did you mean `source`?"]),
    ("nothing", "# empty\n", 1, ["names no source", "Add a [[source]]"]),
    ("no id", GOOD.replace('id = "inbox"\n', ""), 2, ["a source without id", 'id = "inbox"']),
    ("same id", GOOD + GOOD.replace("inbox", "Inbox"), 8, ["same id", "its own id"]),
    ("bad id", GOOD.replace("inbox", "in box"), 3, ['"in box" is no usable id', "letters"]),
    ("no kind", GOOD.replace('kind = "folder"\n', ""), 2, ["`kind` is missing", 'kind = "folder"']),
    ("unknown kind", GOOD.replace("folder", "foldr"), 4, ['unknown kind "foldr"', "Did you mean `folder`?"]),
    ("time zone", GOOD + 'timezone = "Asia/Jakrta"\n', 6, ["unknown time zone", "Did you mean `Asia/Jakarta`?"]),
    ("local zone", GOOD + 'timezone = "WITA"\n', 6, ["Did you mean `Asia/Makassar`?"]),
    ("language", GOOD + 'languages = ["id", "xx"]\n', 6, ['"xx" is no ISO 639-1', "id, ms, en, zh"]),
    ("three letters", GOOD + 'languages = ["ind"]\n', 6, ['"ind"', 'Did you mean "id"?']),
    ("a name", GOOD + 'languages = ["Indonesian"]\n', 6, ['Did you mean "id"?']),
    ("language text", GOOD + 'languages = "id"\n', 6, ["no list of texts", 'languages = ["id", "en"]']),
    ("no path", GOOD.replace('path = "articles"\n', ""), 2, ["`path` is missing", 'path = "data/inbox"']),
    ("no folder", GOOD.replace("articles", "artikles"), 5, ["no such folder", "artikles", "Create it"]),
    ("no variable", GOOD.replace("articles", "${LUMBUNG_NONE}"), 5, ["LUMBUNG_NONE is not set", ":-data/inbox}"]),
    ("open variable", GOOD.replace("articles", "${HOME"), 5, ["malformed", "${NAME}"]),
    ("outlet number", GOOD + "outlet = 5\n", 6, ["`outlet` is no text", "double quotes"]),
    ("enabled text", GOOD + 'enabled = "yes"\n', 6, ["neither true nor false", "enabled = true"]),
    ("exclude text", GOOD + 'exclude = "drafts"\n', 6, ["`exclude` is no list", 'exclude = ["drafts"']),
    ("size text", GOOD + 'max_megabytes = "50"\n', 6, ["no positive number", "max_megabytes = 50"]),
    ("size true", GOOD + "max_megabytes = true\n", 6, ["no positive number"]),
    ("no size", GOOD + "max_megabytes = 0\n", 6, ["no positive number"]),
    ("fields text", GOOD + 'fields = "text"\n', 6, ["`fields` is no table", "fields = { text"]),
    ("field key", GOOD + '[source.fields]\nurl = "u"\ntxt = "isi"\n', 8, ["unknown field `txt`", "`text`?"]),
    ("field value", GOOD + "\nfields.text = 1\n", 7, ["field `text` is no text"]),
]


@pytest.mark.parametrize(("text", "line", "parts"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES])
def test_a_mistake_names_file_line_and_remedy(home: Path, text: str, line: int, parts: list[str]) -> None:
    with pytest.raises(SourcesError) as caught:
        load(home, text)
    message = str(caught.value)
    assert message.startswith(f"{home / 'sources.toml'}, line {line}: ")
    assert "\n" not in message
    for part in parts:
        assert part in message


def test_a_mistake_in_the_second_source_is_found_there(home: Path) -> None:
    second = GOOD.replace("inbox", "other") + "\n# the clock\ntimezone = 'Mars/Base'\n"
    with pytest.raises(SourcesError, match=r'line 13: source "other": unknown time zone "Mars/Base"'):
        load(home, GOOD + second)


def test_an_open_bracket_at_the_end_is_told(home: Path) -> None:
    with pytest.raises(SourcesError, match="not valid TOML"):
        load(home, GOOD + 'languages = ["id",')


def test_a_missing_file_is_told(home: Path) -> None:
    with pytest.raises(SourcesError, match=r"none\.toml: no such file.*LUMBUNG_SOURCES"):
        load_sources(home / "none.toml")


def test_a_folder_in_place_of_the_file_is_told(home: Path) -> None:
    with pytest.raises(SourcesError, match="cannot be read"):
        load_sources(home / "articles")


def test_a_file_that_is_not_utf8_is_told_with_its_line(home: Path) -> None:
    (home / "sources.toml").write_bytes(GOOD.encode() + 'outlet = "Café"\n'.encode("cp1252"))
    with pytest.raises(SourcesError, match=r"line 6: not UTF-8\. Save the file as UTF-8"):
        load_sources(home / "sources.toml")


def test_a_byte_order_mark_and_windows_line_ends_are_no_mistake(home: Path) -> None:
    (home / "sources.toml").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load_sources(home / "sources.toml")[0].id == "inbox"


def test_a_disabled_source_may_have_no_folder(home: Path) -> None:
    later = GOOD.replace("inbox", "later").replace("articles", "nowhere")
    sources = load(home, GOOD + later + "enabled = false\n")
    assert [(source.id, source.enabled) for source in sources] == [("inbox", True), ("later", False)]


def test_a_variable_its_default_and_the_home_folder_are_expanded(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = GOOD.replace("articles", "${LUMBUNG_TEST_INBOX:-articles}")
    monkeypatch.delenv("LUMBUNG_TEST_INBOX", raising=False)
    assert load(home, text)[0].path == home / "articles"
    monkeypatch.setenv("LUMBUNG_TEST_INBOX", "")
    assert load(home, text)[0].path == home / "articles"
    (home / "own").mkdir()
    monkeypatch.setenv("LUMBUNG_TEST_INBOX", str(home / "own"))
    assert load(home, text)[0].path == home / "own"
    monkeypatch.setenv("HOME", str(home))
    assert load(home, GOOD.replace("articles", "~/own"))[0].path == home / "own"


def test_an_optional_folder_may_be_absent_only_where_nobody_named_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    optional = GOOD.replace("articles", "${LUMBUNG_TEST_INBOX:-data/inbox}") + "optional = true\n"
    monkeypatch.delenv("LUMBUNG_TEST_INBOX", raising=False)
    assert load(home, optional)[0].path == home / "data" / "inbox"
    monkeypatch.setenv("LUMBUNG_TEST_INBOX", str(home / "typo"))
    with pytest.raises(SourcesError, match=r"line 5: .*no such folder: .*typo \(from LUMBUNG_TEST_INBOX\)"):
        load(home, optional)
    with pytest.raises(SourcesError, match="no such folder"):
        load(home, GOOD.replace("articles", str(home / "typo")) + "optional = true\n")


def test_the_shipped_sources_file_is_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LUMBUNG_INBOX", raising=False)
    root = Path(__file__).parents[2]
    sample, inbox = load_sources(root / "sources.toml")
    assert (sample.id, sample.enabled, sample.path) == ("sample", True, root / "pipeline" / "sources" / "sample")
    assert (inbox.id, inbox.optional, inbox.path) == ("inbox", True, root / "data" / "inbox")


def test_the_inbox_is_pointed_elsewhere_by_one_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUMBUNG_INBOX", str(tmp_path))
    assert load_sources(Path(__file__).parents[2] / "sources.toml")[1].path == tmp_path


def test_outlets_by_folder_come_before_the_outlet_of_the_source(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(
        '[[source]]\nid = "a"\nkind = "folder"\npath = "."\noutlet = "Lain"\noutlets = { "warta" = "Warta Uji" }\n',
        encoding="utf-8",
    )
    source = load_sources(file)[0]
    assert source.outlet_of("warta/2024/a.txt") == "Warta Uji"
    assert source.outlet_of("kabar/a.txt") == "Lain"


def test_outlets_that_are_no_texts_are_a_mistake_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text('[[source]]\nid = "a"\nkind = "folder"\npath = "."\noutlets = { "warta" = 3 }\n', encoding="utf-8")
    with pytest.raises(SourcesError, match=r"line 5.*outlets"):
        load_sources(file)
