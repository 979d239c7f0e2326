from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import lexicons
from pipeline.lexicons import LexiconError

PACKAGED = sorted(path.name for path in lexicons.PACKAGED.iterdir() if path.is_file())


def forget() -> None:
    for read in (lexicons.terms, lexicons.table, lexicons.tree):
        read.cache_clear()


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A packaged folder of our own, and no user's folder."""
    folder = tmp_path / "packaged"
    folder.mkdir()
    monkeypatch.setattr(lexicons, "PACKAGED", folder)
    monkeypatch.delenv("LUMBUNG_LEXICON", raising=False)
    forget()
    yield folder
    forget()


@pytest.fixture
def user(packaged: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = packaged.parent / "user"
    folder.mkdir()
    monkeypatch.setenv("LUMBUNG_LEXICON", str(folder))
    return folder


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_terms_are_lines_in_order_without_comments_and_duplicates(packaged: Path) -> None:
    write(packaged, "kind.id.txt", "# what it holds\nujar\n\n  tutur kata \n   # aside\nujar\n说\nc#\n")
    assert lexicons.terms("kind.id.txt") == ("ujar", "tutur kata", "说", "c#")


def test_a_table_is_rows_by_header(packaged: Path) -> None:
    write(
        packaged,
        "kind.csv",
        '# what it holds\n\nname, kind,note\n"Dewan, Data", ORG ,\n# aside\nBudi,PERSON,"a ""b"""\n',
    )
    rows = lexicons.table("kind.csv")
    assert [list(row.values()) for row in rows] == [["Dewan, Data", "ORG", ""], ["Budi", "PERSON", 'a "b"']]
    assert rows[0]["name"] == "Dewan, Data"


def test_blanks_around_the_names_of_columns_do_not_count(packaged: Path) -> None:
    write(packaged, "kind.csv", "name, kind\nBudi, PERSON\n")
    assert lexicons.table("kind.csv") == ({"name": "Budi", "kind": "PERSON"},)


def test_a_tree_is_the_file(packaged: Path) -> None:
    write(packaged, "kind.toml", '# what it holds\n[awan]\nlabel = "Komputasi awan"\ncues = ["awan", "云"]\n')
    assert lexicons.tree("kind.toml") == {"awan": {"label": "Komputasi awan", "cues": ["awan", "云"]}}


def test_a_lexicon_that_does_not_exist_is_empty(packaged: Path) -> None:
    assert lexicons.files("none.txt") == []
    assert lexicons.terms("none.txt") == ()
    assert lexicons.table("none.csv") == ()
    assert lexicons.tree("none.toml") == {}


def test_a_file_of_comments_is_empty(packaged: Path) -> None:
    for name in ("kind.txt", "kind.csv", "kind.toml"):
        write(packaged, name, "# nothing yet\n")
    assert lexicons.terms("kind.txt") == ()
    assert lexicons.table("kind.csv") == ()
    assert lexicons.tree("kind.toml") == {}


def test_a_users_terms_come_after_the_packaged_ones(packaged: Path, user: Path) -> None:
    ours = write(packaged, "kind.txt", "ujar\ntutur\n")
    theirs = write(user, "kind.txt", "# mine\ntutur\nsabda\n")
    assert lexicons.folders() == (packaged, user)
    assert lexicons.files("kind.txt") == [ours, theirs]
    assert lexicons.terms("kind.txt") == ("ujar", "tutur", "sabda")


def test_a_users_table_may_order_its_columns_otherwise(packaged: Path, user: Path) -> None:
    write(packaged, "kind.csv", "name,kind\nBudi,PERSON\n")
    write(user, "kind.csv", "kind,name\nORG,Dewan Data\n")
    assert lexicons.table("kind.csv") == ({"name": "Budi", "kind": "PERSON"}, {"name": "Dewan Data", "kind": "ORG"})


def test_a_users_tree_adds_and_replaces_whole_tables(packaged: Path, user: Path) -> None:
    write(packaged, "kind.toml", '[awan]\nlabel = "Awan"\ncues = ["awan"]\n[niaga]\nlabel = "Niaga"\n')
    write(user, "kind.toml", '[awan]\nlabel = "Komputasi awan"\n[talenta]\nlabel = "Talenta"\n')
    labels = {"awan": {"label": "Komputasi awan"}, "niaga": {"label": "Niaga"}, "talenta": {"label": "Talenta"}}
    assert lexicons.tree("kind.toml") == labels


def test_a_user_may_bring_a_lexicon_of_a_language_that_is_not_packaged(packaged: Path, user: Path) -> None:
    write(user, "kind.jv.txt", "ngendika\n")
    assert lexicons.terms("kind.jv.txt") == ("ngendika",)


def test_a_users_folder_may_be_absent_or_unset(packaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(packaged, "kind.txt", "ujar\n")
    monkeypatch.setenv("LUMBUNG_LEXICON", str(packaged.parent / "nowhere"))
    assert lexicons.terms("kind.txt") == ("ujar",)
    monkeypatch.setenv("LUMBUNG_LEXICON", "")
    assert lexicons.folders() == (packaged,)


def refused(error: LexiconError, path: Path, line: int) -> bool:
    return str(path) in str(error) and f"line {line}" in str(error)


@pytest.mark.parametrize(
    "text, line",
    [
        ("name,kind\nBudi,PERSON\nDewan, Data,ORG\n", 3),
        ("# about\n\nname,kind\n# aside\nBudi\n", 5),
        ("name,kind\nBudi,PERSON,\n", 2),
    ],
)
def test_a_row_of_the_wrong_width_is_refused_by_file_and_line(packaged: Path, user: Path, text: str, line: int) -> None:
    write(packaged, "kind.csv", "name,kind\nBudi,PERSON\n")
    path = write(user, "kind.csv", text)
    with pytest.raises(LexiconError) as error:
        lexicons.table("kind.csv")
    assert refused(error.value, path, line)
    assert "double quotes" in str(error.value), "the remedy"


def test_bad_toml_is_refused_by_file_and_line(packaged: Path, user: Path) -> None:
    path = write(user, "kind.toml", '[awan]\nlabel = "Awan"\ncues = [awan]\n')
    with pytest.raises(LexiconError) as error:
        lexicons.tree("kind.toml")
    assert refused(error.value, path, 3)


@pytest.mark.parametrize(
    "name",
    [
        "kind.txt",
        "kind.csv",
        pytest.param(
            "kind.toml",
        ),
    ],
)
def test_a_file_that_is_not_utf8_is_refused_by_file_and_line(user: Path, name: str) -> None:
    path = user / name
    path.write_bytes('# première\n\na = "b"\nc = "caf\xe9"\n'.encode("latin-1").replace(b"premi\xe8re", b"first"))
    reader = {".txt": lexicons.terms, ".csv": lexicons.table, ".toml": lexicons.tree}[path.suffix]
    with pytest.raises(LexiconError) as error:
        reader(name)
    assert refused(error.value, path, 4)
    assert "UTF-8" in str(error.value)


@pytest.mark.parametrize("name", ["kind.txt", "kind.csv"])
def test_a_file_that_begins_with_a_byte_order_mark_reads_like_any_other(user: Path, name: str) -> None:
    write(user, "kind.txt", "\ufeffujar\n")
    write(user, "kind.csv", "\ufeffname,kind\nBudi,PERSON\n")
    if name == "kind.txt":
        assert lexicons.terms(name) == ("ujar",)
    else:
        assert lexicons.table(name) == ({"name": "Budi", "kind": "PERSON"},)


@pytest.mark.parametrize("name", PACKAGED)
def test_each_packaged_file_says_what_it_holds_and_can_be_read(name: str) -> None:
    path = lexicons.PACKAGED / name
    assert path.read_text(encoding="utf-8").startswith("# ")
    reader = {".txt": lexicons.terms, ".csv": lexicons.table, ".toml": lexicons.tree}[path.suffix]
    assert reader(name), "empty"


@pytest.mark.parametrize("name", [name for name in PACKAGED if name.endswith(".csv")])
def test_each_packaged_table_has_plain_column_names(name: str) -> None:
    for column in lexicons.table(name)[0]:
        assert column.isidentifier(), column
