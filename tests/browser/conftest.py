"""Fixtures of the tests in a browser: an installed Chromium, and a page that keeps what went wrong in it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

# Debian's name first, then those of other distributions.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No sandbox, as containers run as root; nothing that the browser would ask the network for on its own.
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", "--no-first-run", "--disable-dev-shm-usage")  # fmt: skip
DESKTOP, PHONE = (1440, 900), (390, 844)
LOCAL = ("", "127.0.0.1", "localhost")
PATIENCE = 120_000  # milliseconds, for a busy machine


@dataclass(slots=True)
class Watched:
    """A page, with its errors (console and exceptions) and its requests to any host but this machine."""

    page: Page
    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def console(self, message: ConsoleMessage) -> None:
        """Keep a message of the console that is an error."""
        if message.type == "error":
            self.errors.append(message.text)

    def request(self, request: Request) -> None:
        """Keep a request that leaves this machine; file:, data: and blob: have no host."""
        if (urlsplit(request.url).hostname or "") not in LOCAL:
            self.strangers.append(request.url)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """An installed Chromium, headless; the test is skipped where there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip(f"no browser is installed: none of {', '.join(NAMES)} is on the PATH")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture
def watch(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Opens pages: `watch()` at desktop size, `watch(PHONE)` at a phone's, with more options of a browser context."""
    contexts = []

    def opened(size: tuple[int, int] = DESKTOP, **options: object) -> Watched:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        watched = Watched(context.new_page())
        watched.page.on("console", lambda message: watched.console(message))
        watched.page.on("pageerror", lambda error: watched.errors.append(str(error)))
        # Requests of workers and of pages opened from this one are seen as well.
        context.on("request", lambda request: watched.request(request))
        return watched

    yield opened
    for context in contexts:
        context.close()
