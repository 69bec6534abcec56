package io.mozpool.dist.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@PagesTest
class RequestsPageIT {

  private static final HasTextOptions BOOTED = new HasTextOptions().setTimeout(60_000);

  @Test
  void aDurationThatIsNoneIsRefusedInASentence(Site site) {
    Page page = site.open("/requests");

    Find.button(page, "New request").click();
    page.locator("dialog select[name=image]").selectOption("android");
    page.locator("input[name=duration]").fill("soon");
    page.locator("input[name=assignee]").fill("me@example.com");
    Find.send(page);

    assertThat(Find.dialog(page))
        .containsText("Duration: expected a length of time such as 30 min or 2 h, not 'soon'.");
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).hasCount(0);
  }

  @Test
  void followsARequestFromTheWishToItsReturn(Site site) {
    Page page = site.open("/requests");

    Find.button(page, "New request").click();
    page.locator("dialog select[name=image]").selectOption("b2g");
    page.locator("input[name='key:b2gbase']").fill(Requests.BUILD);
    page.locator("input[name=duration]").fill("1h 30m");
    page.locator("input[name=assignee]").fill("me@example.com");
    Find.send(page);

    assertThat(Find.title(page)).hasText(Pattern.compile("Request \\d+"));
    Locator asked = Find.region(page, "What was asked for");
    assertThat(asked).containsText(Requests.BUILD);
    assertThat(asked).containsText("in 1 h 29 min");
    assertThat(page.locator(".progress [aria-current]"))
        .hasText(Pattern.compile("Ready.*"), BOOTED);
    assertThat(Find.region(page, "Its device")).containsText("fake-");

    Find.button(page, "Renew").click();
    page.locator("dialog input[name=duration]").fill("2 days");
    Find.send(page);
    assertThat(asked).containsText("in 1 d 23 h");

    Find.button(page, "Return").click();
    Find.send(page);
    assertThat(page.locator("h1 + .large")).hasText("closed");
    assertThat(Find.region(page, "Its way")).containsText("closed");
    assertThat(Find.region(page, "The device that it had")).containsText("fake-");
  }

  @Test
  void saysWhichDevicesWouldFitAndWhyEachIsNotFree(Site site) throws IOException {
    String board = site.board();
    int holder = Requests.of(site, board, "any");
    site.force(board, "ready");
    int waiting = waitingFor(site, board);
    Page page = site.open("/requests/" + waiting);

    Locator waits = Find.region(page, "What it waits for");
    assertThat(waits.locator("tbody tr")).hasCount(1);
    assertThat(waits.locator("tbody tr")).containsText(board);
    assertThat(waits.locator("tbody tr")).containsText("#" + holder);
    site.client().giveBack(waiting);
    site.client().giveBack(holder);
  }

  @Test
  void showsClosedOnesOnDemand(Site site) throws IOException {
    int request = Requests.of(site, "any", "nowhere");
    site.client().giveBack(request);
    Page page = site.open("/requests");
    assertThat(Find.title(page)).hasText("Requests");
    assertThat(Find.row(page, "#" + request)).hasCount(0);

    page.getByLabel("State").selectOption("closed");

    assertThat(Find.row(page, "#" + request).first()).containsText("closed");
    assertThat(page).hasURL(Pattern.compile("state=closed$"));
    page.reload();
    assertThat(Find.row(page, "#" + request).first()).isVisible();
  }

  @Test
  void renewsAndReturnsSeveralAtOnce(Site site) throws IOException {
    int one = Requests.of(site, "any", "nowhere");
    int two = Requests.of(site, "any", "nowhere");
    Page page = site.open("/requests?q=nowhere");

    assertThat(Find.row(page, "#" + two)).isVisible();
    page.getByLabel("Select all that are shown").click();
    Find.button(page, "Renew").click();
    page.locator("dialog input[name=duration]").fill("1 day");
    Find.send(page);
    assertThat(Find.cell(page, "#" + one, "expires")).containsText("23 h 59 min");
    Find.button(page, "Return").click();
    Find.send(page);

    assertThat(Find.row(page, "#" + two)).hasCount(0);
    assertThat(page.getByText("No request matches.")).isVisible();
  }

  @Test
  void anUnknownRequestHasANextStep(Site site) {
    Page page = site.open("/requests/999999");
    assertThat(page.getByText("There is no request 999999.")).isVisible();
    assertThat(Find.link(page, "all requests")).isVisible();
  }

  private static int waitingFor(Site site, String board) throws IOException {
    return (int)
        site.post(
                Map.of(
                    "assignee",
                    "test@example.com",
                    "duration",
                    3600,
                    "image",
                    "b2g",
                    "b2gbase",
                    Requests.BUILD,
                    "wait",
                    true),
                "device",
                board,
                "request")
            .object("request")
            .number("id");
  }
}
