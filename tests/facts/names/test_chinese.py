"""Names, roles and quotes of Chinese sentences, class by class."""

import pytest

from pipeline.facts.names.extract import find_names
from pipeline.facts.quotes.extract import find_quotes
from pipeline.facts.roles import find_roles
from tests.facts.names.articles import article


def names(*texts: str) -> list[tuple[str, str]]:
    return [(m.surface, str(m.entity_type)) for m in find_names(article(*texts, language="zh")).mentions]


def roles(*texts: str) -> list[tuple[str, str, str | None]]:
    read = article(*texts, language="zh")
    found = find_names(read)
    rows, extra = find_roles(read, found)
    actors = found.actors | extra
    return [(actors[r.actor].name, r.role, actors[r.organisation].name if r.organisation else None) for r in rows]


def quotes(*texts: str, title: str | None = None) -> list[tuple[str, str, str | None]]:
    read = article(*texts, language="zh", title=title)
    found = find_names(read)
    rows, _ = find_roles(read, found)
    return [(q.text, str(q.quote_type), q.speaker_surface) for q in find_quotes(read, found, rows)]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("会长林国栋出席。", "林国栋"),
        ("秘书长马里奥·桑托斯出席。", "马里奥·桑托斯"),
        ("总经理苏塔迪亚说，线路已经开通。", "苏塔迪亚"),
        ("院長陳國輝說，實驗已經完成。", "陳國輝"),
        ("会见陈国辉院长。", "陈国辉"),
        ("陈国辉说，实验已经完成。", "陈国辉"),
        ("副院长魏亮则称，还要等。", "魏亮"),
    ],
)
def test_persons_by_what_stands_beside_them(text: str, person: str) -> None:
    assert [surface for surface, kind in names(text) if kind == "PERSON"] == [person]


@pytest.mark.parametrize(
    "text", ["高级专家认为，时机已到。", "任何总统都要面对预算。", "部长会议今天召开。", "韩方表示，愿意谈判。"]
)
def test_words_that_begin_like_family_names_are_no_persons(text: str) -> None:
    assert [surface for surface, kind in names(text) if kind == "PERSON"] == []


def test_a_list_goes_on_with_persons() -> None:
    assert names("王毅、陈国辉等参加会见。") == [("王毅", "PERSON"), ("陈国辉", "PERSON")]


def test_what_an_article_names_in_full_comes_back_in_short() -> None:
    read = find_names(article("总经理马里奥·桑托斯到任。", "桑托斯昨天视察工厂。", language="zh"))
    assert [m.surface for m in read.mentions] == ["马里奥·桑托斯", "桑托斯"]
    assert len({m.actor for m in read.mentions}) == 1


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("他在印尼公共工程部工作。", "印尼公共工程部"),
        ("合同由长风钴业集团签署。", "长风钴业集团"),
        ("武汉大学海洋研究中心发布报告。", "武汉大学海洋研究中心"),
        ("华为新加坡公司招聘。", "华为新加坡公司"),
        ("中国驻泗水总领事馆发出提醒。", "中国驻泗水总领事馆"),
        ("國家發展和改革委員會發布數據。", "國家發展和改革委員會"),
    ],
)
def test_bodies_are_read_from_outside(text: str, body: str) -> None:
    assert names(text) == [(body, "ORG")]


@pytest.mark.parametrize("text", ["这家公司裁员。", "有关部门正在调查。", "商业银行下调利率。", "子公司已经成立。"])
def test_plain_nouns_are_no_bodies(text: str) -> None:
    assert names(text) == []


def test_a_ministers_field_is_no_body() -> None:
    assert names("印尼农业部长到访。") == [("印尼", "PLACE")]


def test_pairs_of_countries() -> None:
    assert names("中美两国在其中美国一方达成共识。") == [("中", "PLACE"), ("美", "PLACE"), ("美国", "PLACE")]


def test_former_and_coming_offices_stay_visible() -> None:
    assert roles("印尼前总统佐科和候任总统普拉博沃会面。") == [
        ("Joko Widodo", "前总统", "Indonesia"),
        ("Prabowo Subianto", "候任总统", "Indonesia"),
    ]
    assert roles("前印尼贸易部长陈国辉出席。") == [("陈国辉", "前贸易部长", "Indonesia")]
    assert roles("此前，总统佐科出席。目前总统普拉博沃在场。") == [
        ("Joko Widodo", "总统", "Indonesia"),
        ("Prabowo Subianto", "总统", "Indonesia"),
    ]


def test_titles_joined_and_the_sender_of_an_ambassador() -> None:
    assert roles("国务委员兼外长王毅到访。") == [("Wang Yi", "外长", "China"), ("Wang Yi", "国务委员", "China")]
    assert roles("中国驻印尼大使王鲁彤出席。") == [("Wang Lutong", "大使", "China")]


def test_the_governed_person_does_not_speak() -> None:
    assert quotes("普拉博沃对习近平说，合作应当扩大。") == [("合作应当扩大", "indirect", "普拉博沃")]
    assert quotes("王毅会见陈国辉院长时指出，合作应当扩大。") == [("合作应当扩大", "indirect", "王毅")]


def test_marked_speech_around_its_speaker() -> None:
    assert quotes("“我们缺的是工程师，”王毅说，“合作来得正是时候。”") == [
        ("我们缺的是工程师", "direct", "王毅"),
        ("合作来得正是时候", "direct", "王毅"),
    ]


def test_speech_over_paragraphs_and_headlines() -> None:
    assert quotes("王毅接受采访时说：", "“第一段话到此为止。", "“第二段话也说完了。”", title="王毅：合作正当其时") == [
        ("合作正当其时", "indirect", "王毅"),
        ("第一段话到此为止", "direct", "王毅"),
        ("第二段话也说完了", "direct", "王毅"),
    ]


def test_sources_and_acts() -> None:
    assert quotes("据路透社报道，工厂将于明年投产。") == [("工厂将于明年投产", "indirect", "路透社")]
    assert quotes("王毅表示欢迎，双方随后共进午餐。") == []


def test_traditional_script_is_kept_as_written() -> None:
    read = article("院長陳國輝說：「實驗已經完成。」", language="zh")
    found = find_names(read)
    rows, _ = find_roles(read, found)
    assert [(row.role, row.surface) for row in rows] == [("院長", "院長陳國輝")]
    assert [(q.text, q.speaker_surface, q.cue) for q in find_quotes(read, found, rows)] == [
        ("實驗已經完成", "陳國輝", "說")
    ]
    assert found.actors[found.mentions[0].actor or ""].name == "陈国辉"
