"""Reading corrections files: what they may look like, and what each mistake says."""

from pathlib import Path

import pytest

from pipeline.corrections import files, template
from pipeline.corrections.kinds import KINDS, CorrectionsError


def read(folder: Path, **texts: str) -> list[tuple[str, int, dict[str, str]]]:
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return [(c.kind, c.line, dict(c.values)) for c in files.read(folder)]


def mistakes(folder: Path, **texts: str) -> list[str]:
    with pytest.raises(CorrectionsError) as caught:
        read(folder, **texts)
    return str(caught.value).replace(f"{folder}/", "").split("\n")


def test_no_folder_and_empty_files_are_no_corrections(tmp_path: Path) -> None:
    assert files.read(tmp_path / "absent") == []
    assert read(tmp_path, hide="", rename_actor="actor,name\n") == []


def test_columns_in_any_order_comments_and_blank_lines(tmp_path: Path) -> None:
    text = "# ours\nname,note,actor\n\n Bank  Sentral ,,BI\n# a comment, with commas\n,,\nX,seen twice,Y\n"
    assert read(tmp_path, rename_actor=text) == [
        ("rename_actor", 4, {"name": "Bank Sentral", "actor": "BI"}),
        ("rename_actor", 7, {"name": "X", "note": "seen twice", "actor": "Y"}),
    ]


@pytest.mark.parametrize("text", ["\ufeffactor;name\r\nA, B;C\r\n", "actor\tname\nA, B\tC\n", 'actor,name\n"A, B",C\n'])
def test_what_spreadsheets_of_all_countries_write(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, rename_actor=text) == [("rename_actor", 2, {"actor": "A, B", "name": "C"})]


def test_a_cell_of_two_lines_leaves_the_numbers_of_the_lines_right(tmp_path: Path) -> None:
    text = 'actor,name,note\nA,B,"one\ntwo"\nC,D,\n'
    assert [(line, values.get("note")) for _, line, values in read(tmp_path, rename_actor=text)] == [
        (2, "one two"),
        (4, None),
    ]


ID = "0123456789abcdef"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("rename_actor", "actor,nmae\n", [
            'rename_actor.csv, line 1: unknown column "nmae". Did you mean `name`?',
            "rename_actor.csv, line 1: the header lacks `name`. Columns of rename_actor.csv: actor, name, note."]),
        ("rename_actor", "actor,name,name\n", [
            'rename_actor.csv, line 1: the column "name" stands twice. Remove one.',
            'rename_actor.csv, line 1: the column "name" stands twice. Remove one.']),
        ("rename_actor", "actor,name\nA,\n,B\n", [
            "rename_actor.csv, line 2: `name` is empty. Fill it, or delete the line.",
            "rename_actor.csv, line 3: `actor` is empty. Fill it, or delete the line."]),
        ("rename_actor", "actor,name\nA,B,C\n", [
            "rename_actor.csv, line 2: 3 cells, the header has 2."
            " Put a cell that holds the separator in double quotes."]),
        ("rename_actor", 'actor,name\nA,"B\n', [
            "rename_actor.csv: no readable CSV (unexpected end of data). Close every double quote that a cell opens."]),
        ("rename_actor", "actor,name,note\nA,B,x\nA,B,y\na,C,\n", [
            "rename_actor.csv, line 3: says the same as line 2. Delete one of them.",
            'rename_actor.csv, line 4: line 2 already says something else of "a". Delete one of them.']),
        ("retype_actor", "actor,type\nA,org\nB,THING\n", [
            'retype_actor.csv, line 2: `type` is "org". Did you mean ORG?',
            'retype_actor.csv, line 3: `type` is "THING". Write one of: PERSON, ORG, PLACE, EVENT, PRODUCT, LAW.']),
        ("hide", f"mention,actor,name\n{ID},,X\n12,,\n1.23457E+15,,\n", [
            "hide.csv, line 2: needs one of mention, actor, name. Fill just one of them.",
            'hide.csv, line 3: `mention` is "12", which is no id. Copy the mention_id of facts.mentions.',
            'hide.csv, line 4: `mention` is "1.23457E+15": a spreadsheet took the id for a number.'
            " Format the column as text and copy the id again."]),
        ("split_actor", f"actor,to,start,article\nA,B,,\nA,B,5,\nA,B,five,{ID}\n", [
            "split_actor.csv, line 2: says not which mentions. Fill one of mention, article, outlet, name;"
            " to move all of them use merge_actors.csv.",
            "split_actor.csv, line 3: says not which mentions. Fill one of mention, article, outlet, name;"
            " to move all of them use merge_actors.csv.",
            "split_actor.csv, line 3: `start` needs an article. Fill `article`, or give the mention's id.",
            'split_actor.csv, line 4: `start` is "five", which is no offset. Copy the start_char of the mention.']),
        ("fix_figure", f"figure,value,value_high,date_low,hide\n{ID},,,,\n{ID[::-1]},1.500.000,,,\n", [
            "fix_figure.csv, line 2: changes nothing. Fill a column, or write yes under `hide`.",
            'fix_figure.csv, line 3: `value` is "1.500.000", which is no number.'
            " Write it without separators, as 1500000 or 1.5."]),
        ("fix_figure", f"figure,value,value_high,date_low,hide\n{ID},5,2,,\n{ID[::-1]},,2,2026-1-31,yes\n", [
            "fix_figure.csv, line 2: `value_high` lies below `value`. Swap them.",
            'fix_figure.csv, line 3: `date_low` is "2026-1-31", which is no day. Write it as 2026-01-31.',
            "fix_figure.csv, line 3: hides the figure and changes it. Do one of them.",
            "fix_figure.csv, line 3: `value_high` without `value`. Fill both."]),
        ("fix_figure", f"figure,value,kind,hide\n{ID},inf,sum,\n{ID[::-1]},,,ya\n", [
            'fix_figure.csv, line 2: `value` is "inf", which is no number.'
            " Write it without separators, as 1500000 or 1.5.",
            'fix_figure.csv, line 2: `kind` is "sum". Write one of: money, percent, count, measure, duration, date,'
            " year, year_range, ordinal.",
            'fix_figure.csv, line 3: `hide` is "ya". Write one of: yes.']),
        ("fix_figure", f"figure,unit\n{ID},rupiah\n{ID[::-1]},ton/MW\n", [
            'fix_figure.csv, line 2: `unit` is "rupiah". Write an ISO currency (IDR, USD), a unit of facts.units,'
            " percent, person or none."]),
        ("add_aliases", "actor,alias\n", [
            "add_aliases.csv: no kind of correction has this file. Did you mean add_alias.csv?"]),
    ],
)  # fmt: skip
def test_each_mistake_names_file_line_and_remedy(tmp_path: Path, name: str, text: str, said: list[str]) -> None:
    assert mistakes(tmp_path, **{name: text}) == said


def test_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    found = mistakes(tmp_path, hide="nmae\n", rename_actor="actor,name\nA,\n", notes="")
    assert [text.split(":")[0] for text in found] == ["notes.csv", "rename_actor.csv, line 2", "hide.csv, line 1"]


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "rename_actor.csv").write_bytes("actor,name\nA,Café\n".encode("latin-1"))
    assert mistakes(tmp_path) == ["rename_actor.csv, line 2: not UTF-8. Save the file as CSV UTF-8."]


def test_the_template_is_no_correction_and_keeps_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "hide.csv").write_text("name\nX\n", encoding="utf-8")
    assert len(template.write(tmp_path)) == len(KINDS) - 1
    assert [(c.kind, c.line) for c in files.read(tmp_path)] == [("hide", 2)]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_example_of_the_template_is_a_correction(tmp_path: Path, kind: template.Kind) -> None:
    text = template.text(kind).replace("# Example: ", "")
    assert [name for name, _, _ in read(tmp_path, **{kind.name: text})] == [kind.name]
