"""The fixture itself: it tells of what goes wrong in a page, so that a quiet page means something."""

from collections.abc import Callable

from tests.browser.conftest import PHONE, Watched


def test_errors_and_requests_to_other_hosts_are_seen(watch: Callable[..., Watched]) -> None:
    watched = watch()
    watched.page.set_content(
        "<p>Halo</p><script>console.error('satu')</script><script>throw new Error('dua')</script>"
        "<img src='http://nowhere.invalid/gambar.png'>"
    )
    watched.page.wait_for_load_state("load")
    assert "satu" in watched.errors
    assert "dua" in watched.errors
    assert watched.strangers == ["http://nowhere.invalid/gambar.png"]


def test_a_quiet_page_has_none(watch: Callable[..., Watched]) -> None:
    watched = watch(PHONE)
    watched.page.goto("data:text/html,<title>Halo</title><p>Halo</p>")
    assert watched.page.title() == "Halo"
    assert watched.page.viewport_size == {"width": 390, "height": 844}
    assert watched.errors == []
    assert watched.strangers == []
