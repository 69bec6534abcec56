package io.mozpool.dist.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@PagesTest
class DevicePageIT {

  @Test
  void anUnknownDeviceHasANextStep(Site site) {
    Page page = site.open("/devices/nobody");

    assertThat(page.getByText("There is no device nobody.")).isVisible();
    Find.link(page, "all devices").click();
    assertThat(Find.title(page)).hasText("Devices");
  }

  @Test
  void showsItsWayAsItHappens(Site site) throws IOException {
    String board = site.board();
    Page page = site.open("/devices/" + board);

    Locator way = Find.region(page, "Its way");
    assertThat(way).containsText("pxe booting");
    assertThat(way.getByRole(AriaRole.IMG))
        .hasAttribute("aria-label", Pattern.compile("The last .*: .*idle"));
    site.force(board, "locked_out");
    assertThat(way.locator("li").first()).containsText("locked out");
    assertThat(way.locator("li").first()).containsText("forced");
    assertThat(Find.region(page, "State")).containsText("Handled outside the pool");
    assertThat(Find.region(page, "State"))
        .containsText(Pattern.compile("Last contact.* ago, by (event|tftp|http)"));
    site.force(board, "ready");
  }

  @Test
  void itsLogGoesOnWhileItIsRead(Site site) throws IOException {
    String board = site.board();
    Page page = site.open("/devices/" + board);
    Locator lines = page.locator(".lines li");
    assertThat(lines.first()).isVisible();

    site.post(Map.of("environment", "seen-live"), "device", board, "set-environment");

    assertThat(lines.first()).containsText("environment set to seen-live");
    page.getByLabel("Search the log").fill("seen-live");
    assertThat(lines).hasCount(1);
    page.getByLabel("Search the log").fill("no such line");
    assertThat(page.getByText("No line matches.")).isVisible();
    site.post(Map.of("environment", "none"), "device", board, "set-environment");
  }

  @Test
  void namesThePluginThatServesAnAddress(Site site) {
    Page page = site.open("/devices/fake-0001");

    Locator hardware = Find.region(page, "Hardware");
    assertThat(hardware).containsText("proxr://");
    Find.link(page, "proxr").click();
    assertThat(page).hasURL(Pattern.compile("/plugins#proxr$"));
    assertThat(Find.region(page, "proxr")).containsText("started");
  }

  @Test
  void leadsToItsPageInTheInventory(Site site) {
    Page page = site.open("/devices/fake-0002");

    assertThat(Find.link(page, "number 2"))
        .hasAttribute("href", "http://inventory.example.com/2/fake-0002");
  }

  @Test
  void listsTheRequestsThatHadIt(Site site) throws IOException {
    String board = site.board();
    int request = Requests.of(site, board, "any");
    site.pool().awaitRequest(request, "ready");
    Page page = site.open("/devices/" + board);

    assertThat(Find.region(page, "Image and request")).containsText("#" + request);
    assertThat(Find.region(page, "State"))
        .containsText("Held by request #" + request + " of test@example.com, until");
    assertThat(Find.region(page, "State")).not().containsText("free for requests");
    site.client().giveBack(request);
    assertThat(Find.region(page, "State")).containsText("free for requests");

    Locator had =
        page.locator("section", new Page.LocatorOptions().setHasText("Requests that had"));
    assertThat(had.last()).containsText("#" + request);
    assertThat(had.last()).containsText("closed");
    assertThat(Find.region(page, "Image and request")).not().containsText("#" + request);
  }
}
