"""In a real browser: permalinks, moving about, without script, narrow, on paper, by keyboard, for screen readers."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn

from dragoman.server import application

from ..worlds import build, contradicting, right_to_left, small

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (Debian: apt install chromium)"),
]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SCREENS = ("/", "/timeline", "/matrix", "/issues/territory/halvoria", "/issues/territory", "/actors", "/actors/halvoria",
           "/articles", "/articles/geneva", "/sources", "/search?q=truce", "/dossier", "/help", "/api", "/?lang=uk",
           "/timeline?lang=uk&from=2025-03-01&to=2025-04-30", "/dossier?lang=uk", "/nowhere")  # fmt: skip


class Served:
    """A workspace behind a port of its own."""

    def __init__(self, folder: Path, world: object) -> None:
        self.workspace = build(folder, world())  # type: ignore[operator]
        config = uvicorn.Config(application(self.workspace), port=0, log_level="error", lifespan="off")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)
        self.base = f"http://127.0.0.1:{self.server.servers[0].sockets[0].getsockname()[1]}"

    def close(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)
        self.workspace.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    made = Served(tmp_path_factory.mktemp("small"), small)
    yield made
    made.close()


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    made = Served(tmp_path_factory.mktemp("rtl"), right_to_left)
    yield made
    made.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with playwright.sync_playwright() as started:
        made = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


@pytest.fixture
def page(browser: object, served: Served) -> Iterator[object]:
    context = browser.new_context(base_url=served.base, viewport={"width": 1280, "height": 700})  # type: ignore[attr-defined]
    made = context.new_page()
    made.set_default_timeout(8000)
    yield made
    context.close()


def lit(page: object, claim: str) -> str:
    """The words that the page shows as the claim's, if they are in view."""
    script = """claim => { const marks = [...document.querySelectorAll('mark.chosen')];
      const first = marks[0].getBoundingClientRect();
      const seen = first.top >= 0 && first.bottom <= innerHeight;
      return (seen ? '' : 'out of view: ') + marks.map(m => m.textContent).join(''); }"""
    return page.evaluate(script, claim)  # type: ignore[attr-defined,no-any-return]


def test_a_permalink_leads_to_the_words(page: object, served: Served) -> None:
    for claim in served.workspace.view().claims():
        article = claim.evidence.article
        page.goto(f"/articles/{article}?claim={claim.id}#c-{claim.id}")  # type: ignore[attr-defined]
        assert lit(page, claim.id) == claim.evidence.quote


def test_a_permalink_leads_to_the_words_in_any_script(browser: object, scripts: Served) -> None:
    context = browser.new_context(base_url=scripts.base)  # type: ignore[attr-defined]
    page = context.new_page()
    for claim in scripts.workspace.view().claims("position"):
        page.goto("/issues/ceasefire/" + "هلفوريا")
        page.locator(".step", has_text=claim.evidence.quote).locator("blockquote a").first.click()
        page.wait_for_load_state()
        assert lit(page, claim.id) == claim.evidence.quote
    context.close()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_the_matrix_to_the_words_and_back(browser: object, served: Served, script: bool) -> None:
    context = browser.new_context(base_url=served.base, java_script_enabled=script)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto("/matrix?at=2025-04-10")
    page.locator("td a.item").first.click()
    assert page.locator("h1").inner_text().startswith("Halvoria on territory")
    page.locator(".step blockquote a").first.click()
    assert page.locator("mark.chosen").first.is_visible()
    assert "at=2025-04-10" in page.url
    page.go_back()
    page.go_back()
    assert page.url.endswith("/matrix?at=2025-04-10")
    page.fill("#q", "prisoners")
    page.press("#q", "Enter")
    assert "hits for" in page.locator("h1").inner_text()
    assert page.locator(".copy-link").is_visible() is script
    context.close()


def test_the_chart_is_looked_at_closer_without_script(browser: object, served: Served) -> None:
    context = browser.new_context(base_url=served.base, java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto("/timeline?lanes=party")
    page.get_by_role("link", name="closer").click()
    assert "from=" in page.url
    assert "lanes=party" in page.url
    page.get_by_role("link", name="all days").click()
    assert "from=" not in page.url
    context.close()


def test_the_browser_s_language_is_used(browser: object, served: Served) -> None:
    context = browser.new_context(base_url=served.base, locale="uk-UA")  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto("/matrix")
    assert page.evaluate("document.documentElement.lang") == "uk"
    page.get_by_role("link", name="English").click()
    assert page.locator("h1").inner_text().startswith("Who wants what")
    page.get_by_role("link", name="Timeline").first.click()
    assert page.locator("h1").inner_text() == "Timeline"
    context.close()


def test_no_screen_is_wider_than_a_telephone(browser: object, served: Served) -> None:
    context = browser.new_context(base_url=served.base, viewport={"width": 320, "height": 640})  # type: ignore[attr-defined]
    page = context.new_page()
    wide = []
    for path in SCREENS:
        page.goto(path)
        beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        wide += [(path, beyond)] if beyond > 0 else []
    context.close()
    assert wide == []


def test_the_quote_is_on_paper_and_the_navigation_is_not(page: object, served: Served, tmp_path: Path) -> None:
    page.goto("/issues/territory/halvoria")  # type: ignore[attr-defined]
    page.emulate_media(media="print")  # type: ignore[attr-defined]
    assert page.get_by_text("We will not give up the Dural district").first.is_visible()  # type: ignore[attr-defined]
    assert not page.locator("nav.screens").is_visible()  # type: ignore[attr-defined]
    assert page.locator("footer .state").is_visible()  # type: ignore[attr-defined]
    assert len(page.pdf(path=tmp_path / "thread.pdf")) > 5000  # type: ignore[attr-defined]


def test_everything_by_keyboard(page: object) -> None:
    page.goto("/matrix")  # type: ignore[attr-defined]
    page.keyboard.press("Tab")  # type: ignore[attr-defined]
    assert page.evaluate("document.activeElement.className") == "skip"  # type: ignore[attr-defined]
    page.keyboard.press("j")  # type: ignore[attr-defined]
    page.keyboard.press("Enter")  # type: ignore[attr-defined]
    page.wait_for_url("**/issues/**")  # type: ignore[attr-defined]
    page.keyboard.press("/")  # type: ignore[attr-defined]
    page.keyboard.type("truce")  # type: ignore[attr-defined]
    page.keyboard.press("Enter")  # type: ignore[attr-defined]
    page.wait_for_url("**/search?q=truce")  # type: ignore[attr-defined]
    page.goto("/articles/geneva")  # type: ignore[attr-defined]
    page.keyboard.press("n")  # type: ignore[attr-defined]
    assert page.locator("mark.lit").count() >= 1  # type: ignore[attr-defined]
    page.keyboard.press("?")  # type: ignore[attr-defined]
    page.wait_for_url("**/help")  # type: ignore[attr-defined]
    page.locator("#keys-switch").click()  # type: ignore[attr-defined]
    page.goto("/matrix")  # type: ignore[attr-defined]
    page.keyboard.press("/")  # type: ignore[attr-defined]
    assert page.evaluate("document.activeElement.id") != "q"  # type: ignore[attr-defined]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: object, served: Served, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(base_url=served.base, color_scheme=scheme, bypass_csp=True)  # type: ignore[attr-defined]
    page = context.new_page()
    found = []
    record = served.workspace.records("meeting")[0].id
    claim = served.workspace.records("position")[0].claims[0]
    for path in (*SCREENS, f"/records/{record}", f"/claims/{claim}", f"/timeline?lanes=party&selected={record}"):
        page.goto(path)
        for violation in Axe().run(page).response["violations"]:
            found.append((path, violation["id"], [node["html"][:120] for node in violation["nodes"]][:3]))
    context.close()
    assert found == []


def test_forced_colours_keep_shapes(browser: object, served: Served) -> None:
    context = browser.new_context(base_url=served.base, forced_colors="active")  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto("/timeline")
    assert page.locator(".chart a.mark").count() > 0
    assert page.locator(".chart circle").first.is_visible()
    context.close()


def test_no_request_leaves_this_machine_and_nothing_is_refused(page: object, served: Served) -> None:
    hosts, complaints = set(), []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))  # type: ignore[attr-defined]
    page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)  # type: ignore[attr-defined]
    for path in SCREENS[:-1]:
        page.goto(path)  # type: ignore[attr-defined]
    assert hosts == {"127.0.0.1"}
    assert complaints == []


def test_adding_a_file_that_cannot_be_read_says_so(browser: object, tmp_path: Path) -> None:
    made = Served(tmp_path / "ws", contradicting)
    context = browser.new_context(base_url=made.base, java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto("/sources")
    bad = tmp_path / "empty.txt"
    bad.write_text("")
    page.set_input_files("input[type=file]", bad)
    page.get_by_role("button", name="Add and read").click()
    page.wait_for_url("**/jobs/*")
    page.get_by_text("See what changed").wait_for(timeout=60_000)
    assert "empty.txt" in page.locator("main").inner_text()
    context.close()
    made.close()
