package io.mozpool.dist.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What people do is seen by others; and a server that is away is said to be so. */
@PagesTest
class LivePagesIT {

  private static final HasTextOptions SOON = new HasTextOptions().setTimeout(60_000);

  @Test
  void twoBrowsersSeeEachOthersChanges(Site site) throws Exception {
    String board = site.board();
    Page one = site.open("/devices?q=" + board);
    Page other = site.open("/devices/" + board);
    assertThat(Find.row(one, board)).containsText("ready");
    assertThat(other.locator("h1 + .large")).containsText("ready");

    Find.pick(one, board);
    Find.choose(one, "More", "Lock out");
    Find.send(one);
    ContainsTextOptions soon = new ContainsTextOptions().setTimeout(5_000);
    assertThat(other.locator("h1 + .large")).containsText("locked out", soon);

    Find.choose(other, "More", "Comment");
    other.locator("dialog textarea").fill("back soon");
    Find.send(other);
    assertThat(Find.cell(one, board, "comments")).containsText("back soon", soon);

    site.force(board, "ready");
    site.post(Map.of("comments", ""), "device", board, "set-comments");
  }

  @Test
  void aChangeIsSeenInTheOtherBrowserWithinASecond(Site site) throws Exception {
    String board = site.board();
    Page watching = site.open("/devices?q=" + board);
    assertThat(Find.row(watching, board)).containsText("ready");
    watching.evaluate(
        """
        () => {
          window.seenAt = new Promise(done => new MutationObserver(() => {
            if (document.querySelector('.grid-body .c-comments')?.textContent === 'at once') {
              done(Date.now());
            }
          }).observe(document.body, { subtree: true, childList: true, characterData: true }));
        }
        """);

    site.post(Map.of("comments", "at once"), "device", board, "set-comments");
    long answered = System.currentTimeMillis();

    Number seen = (Number) watching.evaluate("window.seenAt");
    Assertions.assertThat(seen.longValue() - answered).isLessThan(1_000);
    site.post(Map.of("comments", ""), "device", board, "set-comments");
  }

  @Test
  void tabsOfOneBrowserShareOneStream(Site site) throws Exception {
    String board = site.board();
    Page first = site.open("/devices/" + board);
    Page second = site.open("/devices?q=" + board, first.context());
    assertThat(Find.row(second, board)).containsText("ready");
    first.close();

    site.force(board, "locked_out");

    assertThat(Find.row(second, board)).containsText("locked out");
    Object streams =
        second.evaluate(
            "performance.getEntriesByType('resource').filter(r =>"
                + " r.name.includes('/api/events')).length");
    Assertions.assertThat(streams).as("streams of the tab itself").isEqualTo(0);
    site.force(board, "ready");
  }

  @Test
  void anAddressOfNobodyCostsNoOtherTabItsStream(Site site) throws Exception {
    String board = site.board();
    Page good = site.open("/devices?q=" + board);
    assertThat(good.locator(".connection")).hasText("Live");
    for (String nobody : List.of("/requests/99999", "/requests/x", "/devices/a%0Ab")) {
      Page page = site.open(nobody, good.context());
      assertThat(page.getByText("There is no ").first()).isVisible();
      assertThat(page.locator(".connection")).hasText("Live");
    }

    site.force(board, "locked_out");

    assertThat(Find.row(good, board)).containsText("locked out");
    site.force(board, "ready");
  }

  @Test
  void aServerThatStandsStillIsSaidToBeAway(Site site) throws Exception {
    Page page = site.blank();
    page.addInitScript("delete window.SharedWorker"); // the clock is the page's, not the worker's
    page.clock().install();
    page.navigate(site.url() + "/servers");
    assertThat(page.locator(".connection")).hasText("Live");

    site.signalServer("STOP");
    try {
      page.clock().fastForward(2 * 15_000L + 3_000);
      assertThat(page.locator("p.away")).containsText("The server does not answer");
    } finally {
      site.signalServer("CONT");
    }

    assertThat(page.locator(".connection")).hasText("Live", SOON);
  }

  @Test
  void saysThatTheServerIsAwayAndComesBackByItself(Site site) throws Exception {
    String board = site.board();
    Page page = site.open("/devices?q=" + board);
    assertThat(page.locator(".connection")).hasText("Live");
    assertThat(Find.row(page, board)).isVisible();
    Page neverShown = site.open("/", page.context());
    assertThat(neverShown.locator(".connection")).hasText("Live");

    site.stopServer();
    try {
      assertThat(page.locator("p.away")).containsText("The server does not answer");
      Find.pick(page, board);
      Find.button(page, "Self-test").click();
      Find.send(page);
      assertThat(Find.job(page)).containsText("The server does not answer.");
      Find.link(neverShown, "Plugins").click();
      assertThat(neverShown.getByText("This page cannot be shown")).isVisible();
    } finally {
      site.startServer();
    }
    assertThat(page.locator(".connection")).hasText("Live", SOON);
    assertThat(Find.title(neverShown)).hasText("Plugins", SOON);
    assertThat(Find.region(neverShown, "proxr")).isVisible();
    assertThat(page.locator("p.away")).hasCount(0);
    site.force(board, "locked_out");
    assertThat(Find.row(page, board)).containsText("locked out");
    site.force(board, "ready");
  }
}
