"""Lines that recur at an outlet's edges are learned; prose, quotes and copies of one text teach nothing."""

from pipeline.text.recurring import Lines, edge_lines, learn

PLACES = ("Ambon", "Bitung", "Cilacap", "Dumai", "Ende", "Fakfak")


def _prose(place: str, act: str) -> str:
    return f"Pemerintah kota {place} {act} pasar ikan baru di tepi pelabuhan lama itu pada Senin pagi bersama warga."


def _articles(tail: str, number: int = 6, outlet: str = "harian") -> list[Lines]:
    return [
        Lines(f"a{place}", outlet, f"Pasar {place}", (_prose(place, "membuka"), _prose(place, "menata"), tail))
        for place in PLACES[:number]
    ]


def test_a_line_at_the_end_of_three_texts_is_learned_with_its_evidence() -> None:
    (found,) = learn(_articles("Gabung kanal kami", 3))
    assert (found.outlet, found.articles, found.share) == ("harian", 3, 1.0)
    assert (found.first_article_id, found.last_article_id) == ("aAmbon", "aCilacap")


def test_two_texts_are_too_few_and_outlets_do_not_add_up() -> None:
    assert learn(_articles("Gabung kanal kami", 2)) == []
    assert learn(_articles("Gabung kanal kami", 2) + _articles("Gabung kanal kami", 2, "koran")) == []


def test_copies_of_one_text_teach_nothing() -> None:
    one = _articles("Gabung kanal kami", 1)[0]
    same = [Lines(f"c{n}", one.outlet, one.title, one.lines) for n in range(9)]
    retitled = [Lines(f"d{n}", one.outlet, f"Judul {n}", one.lines) for n in range(9)]
    assert learn(same + retitled) == []


def test_quotes_long_prose_and_inner_lines_are_not_learned() -> None:
    assert learn(_articles("“Kami siap membantu.”")) == []
    assert learn(_articles(_prose("Gorontalo", "menutup"))) == []
    inner = [Lines(a.article_id, a.outlet, a.title, (a.lines[0], a.lines[2], a.lines[1])) for a in _articles("Kanal")]
    assert learn(inner) == []


def test_a_sentence_is_learned_only_where_half_of_the_outlet_has_it() -> None:
    sentence = "Perusahaan itu menolak berkomentar."
    assert learn(_articles(sentence, 4)) == []
    assert len(learn(_articles(sentence, 5))) == 1


def test_the_order_of_the_articles_changes_nothing() -> None:
    articles = _articles("Gabung kanal kami")
    assert learn(articles) == learn(articles[::-1])


def test_edges_need_a_prose_line_between_them() -> None:
    assert edge_lines(["Beranda", "Kanal"]) == []
    assert edge_lines(["Beranda", _prose("Ambon", "membuka"), "Kanal"]) == [0, 2]
