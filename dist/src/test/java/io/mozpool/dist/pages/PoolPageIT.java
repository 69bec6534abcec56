package io.mozpool.dist.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@PagesTest
class PoolPageIT {

  private static final String STRUGGLING =
      """
      {"devices": [
        {"name": "fake-0003", "state": "pxe_booting", "failures": 3, "tries": {"number": 4, "of": 31},
          "last_error": "relay-7 is silent", "last_error_at": "2026-01-01T00:00:00", "request_id": null},
        {"name": "fake-0004", "state": "pc_power_cycling", "failures": 5, "tries": null, "last_error": null}],
       "shared": [{"kind": "power_controller", "name": "relay-7", "devices": 2, "of": 2}]}
      """;

  @Test
  void aNumberLeadsToTheDevicesBehindIt(Site site) throws IOException {
    String board = site.board();
    site.force(board, "locked_out");
    Page page = site.open("/");

    Locator tile = page.locator(".tile", new Page.LocatorOptions().setHasText("Locked out"));
    assertThat(tile.locator("b")).hasText("1");
    tile.click();

    assertThat(page).hasURL(Pattern.compile("/devices\\?class=locked_out$"));
    assertThat(Find.rows(page)).hasCount(1);
    assertThat(Find.row(page, board)).isVisible();
    site.force(board, "ready");
    assertThat(page.getByText("No device matches.")).isVisible();
  }

  @Test
  void aHardwareTypeLeadsToItsDevices(Site site) {
    Page page = site.open("/");

    Find.link(page, "panda ES Rev B2").click();

    assertThat(page).hasURL(Pattern.compile("/devices\\?type=panda\\+ES\\+Rev\\+B2$"));
    assertThat(Find.row(page, "fake-0001")).isVisible();
  }

  @Test
  void saysWhatWaitsAndWhatNeedsAPerson(Site site) throws IOException {
    String board = site.board();
    site.post(Map.of("comments", "card is loose"), "device", board, "set-comments");
    site.force(board, "failed_self_test");
    int request = Requests.of(site, "any", "nowhere");
    Page page = site.open("/");

    Locator waits = Find.region(page, "What waits");
    Locator needs = Find.region(page, "What needs a person");
    assertThat(waits).containsText("#" + request + " any device with b2g for test@example.com");
    assertThat(waits).containsText("finding device");
    assertThat(needs).containsText(board);
    assertThat(needs).containsText("card is loose");
    assertThat(Find.region(page, "What happened in the last hour"))
        .containsText("failed self test");

    site.client().giveBack(request);
    site.force(board, "ready");
    assertThat(waits).not().containsText("#" + request);
    assertThat(needs).not().containsText(board);
  }

  /** What the server finds is tested there; boards that struggle would take minutes. */
  @Test
  void saysWhichDevicesStruggleAndNotThatAllIsWell(Site site) {
    Page page = site.blank();
    page.route("**/api/report/failed/", answer -> json(answer, "{\"devices\": []}"));
    page.route("**/api/report/struggling/", answer -> json(answer, STRUGGLING));
    page.navigate(site.url());

    assertThat(Find.region(page, "What needs a person")).not().containsText("No device has failed");
    assertThat(Find.region(page, "What needs a person")).containsText("2 devices struggle");
    Locator struggling = Find.region(page, "Struggling");
    assertThat(struggling).containsText("In common: power controller relay-7 (2 of its 2 devices)");
    assertThat(struggling.locator("tr", new Locator.LocatorOptions().setHasText("fake-0003")))
        .containsText("4 of 31");
    assertThat(struggling).containsText("relay-7 is silent");
  }

  private static void json(Route answer, String body) {
    answer.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(body));
  }

  @Test
  void namesBoardsThatAreNoDevices(Site site) {
    Page page = site.open("/");
    assertThat(Find.title(page)).hasText("Pool");
    assertThat(Find.region(page, "Unknown boards")).not().isVisible();
    page.evaluate("fetch('/api/device/stray/event/mobile_init_started/', { method: 'POST' })");

    page.reload();

    assertThat(Find.region(page, "Unknown boards"))
        .containsText("127.0.0.1, stray: event mobile_init_started");
  }

  @Test
  void drawsHowLongRequestsTook(Site site) throws IOException {
    int request = Requests.of(site, "any", "any");
    site.pool().awaitRequest(request, "ready");
    site.client().giveBack(request);

    Page page = site.open("/");

    Locator chart =
        page.getByRole(
                AriaRole.REGION,
                new Page.GetByRoleOptions()
                    .setName(Pattern.compile("From request to ready, last 1 h.*")))
            .locator(".chart");
    assertThat(chart).hasAttribute("aria-label", Pattern.compile("requests?, half of them within"));
    assertThat(chart.locator("canvas")).isVisible();
  }
}
