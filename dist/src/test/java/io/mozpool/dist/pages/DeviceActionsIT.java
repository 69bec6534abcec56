package io.mozpool.dist.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@PagesTest
class DeviceActionsIT {

  private static final ContainsTextOptions BOOTED =
      new ContainsTextOptions().setTimeout(60_000); // a fake board boots in seconds

  @ParameterizedTest
  @CsvSource({
    "Self-test, self test running",
    "Power-cycle, pc rebooting",
    "Maintenance, maintenance mode"
  })
  void tellsLifeGuardWhatIsWanted(String action, String seen, Site site) throws IOException {
    String board = site.board();
    Page page = selected(site, board);

    Find.button(page, action).click();
    Find.send(page);

    assertThat(Find.job(page)).containsText("1 of 1 device, all done");
    Find.link(page, board).click();
    assertThat(Find.region(page, "Its way")).containsText(seen, BOOTED);
    site.force(board, "start_self_test"); // its board may be on its way up
  }

  @Test
  void asksForAnImageAndItsKeysByName(Site site) throws IOException {
    String board = site.board();
    Page page = selected(site, board);

    Find.button(page, "Install image").click();
    page.locator("dialog select[name=image]").selectOption("b2g");
    Find.send(page); // the browser says that the key is missing
    assertThat(Find.dialog(page)).isVisible();
    page.locator("input[name='key:b2gbase']").fill(Requests.BUILD);
    Find.send(page);

    assertThat(Find.job(page)).containsText("all done");
    assertThat(Find.cell(page, board, "image")).containsText("b2g", BOOTED);
    assertThat(Find.cell(page, board, "state")).containsText("ready", BOOTED);
    Find.link(page, board).click();
    assertThat(Find.region(page, "Image and request")).containsText(Requests.BUILD);
  }

  @Test
  void takesABootConfigAsRawJson(Site site) throws IOException {
    String board = site.board();
    Page page = selected(site, board);

    Find.button(page, "Install image").click();
    page.locator("dialog select[name=image]").selectOption("b2g");
    page.getByLabel("Give the boot config as raw JSON").check();
    page.locator("textarea[name=raw]").fill("[1]");
    Find.send(page);
    assertThat(Find.dialog(page)).containsText("expected a JSON object");
    page.locator("textarea[name=raw]").fill("{\"b2gbase\": \"raw\"}");
    Find.send(page);

    assertThat(Find.job(page)).containsText("all done");
    assertThat(Find.cell(page, board, "image")).containsText("b2g", BOOTED);
    site.pool().awaitDevice(board, "ready");
  }

  @Test
  void showsEachFailureAndTriesTheFailedAgain(Site site) throws IOException {
    String refusing = site.board();
    String other = site.board();
    Page page = selected(site, refusing, other);

    Find.button(page, "Self-test").click();
    assertThat(Find.dialog(page)).isVisible();
    site.force(refusing, "locked_out"); // by somebody else, meanwhile
    Find.send(page);

    assertThat(Find.job(page)).containsText("2 of 2 devices, 1 failed");
    assertThat(Find.job(page))
        .containsText(refusing + " please_self_test is not accepted in state locked_out");
    site.force(refusing, "troubleshooting");
    Find.button(page, "Try the failed again").click();
    assertThat(Find.job(page)).containsText("1 of 1 device, all done");
    site.pool().awaitDevice(refusing, "ready");
  }

  @Test
  void saysWhatAForcedStateMeans(Site site) throws IOException {
    String board = site.board();
    Page page = selected(site, board);

    Find.choose(page, "More", "Force state");
    page.locator("dialog select").selectOption("troubleshooting");
    assertThat(Find.dialog(page)).containsText("A person is at work on it");
    assertThat(Find.dialog(page)).containsText("past the table");
    page.locator("dialog textarea").fill("Ann looks at it");
    Find.send(page);

    assertThat(Find.cell(page, board, "state")).containsText("troubleshooting");
    assertThat(Find.cell(page, board, "comments")).containsText("Ann looks at it");
    site.force(board, "ready");
  }

  @Test
  void locksOutAndTakesBack(Site site) throws IOException {
    String board = site.board();
    Page page = selected(site, board);

    Find.choose(page, "More", "Lock out");
    Find.send(page);
    assertThat(Find.cell(page, board, "state")).containsText("locked out");
    Find.button(page, "Take back").click();
    Find.send(page);

    assertThat(Find.cell(page, board, "state")).containsText("ready", BOOTED);
  }

  @Test
  void offersOnlyWhatTheStateAccepts(Site site) throws IOException {
    String board = site.board();
    site.force(board, "locked_out");
    Page page = site.open("/devices/" + board);
    assertThat(Find.button(page, "Take back")).isVisible();
    for (String refused : List.of("Install image", "Self-test", "Power-cycle", "Maintenance")) {
      assertThat(Find.button(page, refused)).hasCount(0);
    }
    assertThat(Find.link(page, "Request it")).hasCount(0);

    site.force(board, "failed_self_test");
    assertThat(Find.button(page, "Self-test")).isVisible();
    assertThat(Find.button(page, "Maintenance")).isVisible();
    assertThat(Find.button(page, "Install image")).hasCount(0);
    assertThat(Find.button(page, "Take back")).hasCount(0);

    site.force(board, "ready");
    assertThat(Find.button(page, "Install image")).isVisible();
  }

  @Test
  void leavesOutThoseWhoseStateDoesNotAcceptIt(Site site) throws IOException {
    String board = site.board();
    String other = site.board();
    site.force(board, "locked_out");
    Page page = selected(site, board, other);

    Find.choose(page, "More", "Lock out");
    assertThat(Find.dialog(page)).containsText("Left out, since their state does not accept it: 1");
    Find.send(page);

    assertThat(Find.job(page)).containsText("1 of 1 device, all done");
    assertThat(Find.cell(page, other, "state")).containsText("locked out");
    site.force(board, "ready");
    site.force(other, "ready");
  }

  @Test
  void aDialogGivesTheFocusBackToTheMenuThatOpenedIt(Site site) {
    Page page = site.open("/devices/" + site.board());

    Find.choose(page, "More", "Comment");
    assertThat(Find.dialog(page)).isVisible();
    page.keyboard().press("Escape");

    assertThat(page.locator(".menu > summary", new Page.LocatorOptions().setHasText("More")))
        .isFocused();
  }

  @Test
  void changesCommentsAndEnvironment(Site site) throws IOException {
    String board = site.board();
    Page page = selected(site, board);

    Find.choose(page, "More", "Comment");
    page.locator("dialog textarea").fill("needs a new fan");
    Find.send(page);
    assertThat(Find.cell(page, board, "comments")).containsText("needs a new fan");

    Find.choose(page, "More", "Environment");
    page.locator("dialog input[name=environment]").fill("staging");
    Find.send(page);
    assertThat(Find.cell(page, board, "environment")).hasText("staging");

    Find.choose(page, "More", "Comment");
    page.locator("dialog textarea").fill("");
    Find.send(page);
    assertThat(Find.cell(page, board, "comments")).hasText("");
    site.post(Map.of("environment", "none"), "device", board, "set-environment");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Relay test", "Clear PXE", "Power off", "Power cycle with PXE config"})
  void reachesPastTheStateMachineWithAWarning(String operation, Site site) throws IOException {
    String board = site.board();
    Page page = selected(site, board);

    page.locator(".menu > summary", new Page.LocatorOptions().setHasText("Hardware")).click();
    assertThat(page.locator(".menu[open] .warning")).hasText("BMM: past the state machine");
    Find.button(page, operation).click();
    Find.send(page);

    assertThat(Find.job(page)).containsText("1 of 1 device, all done");
    assertThat(Find.cell(page, board, "state")).containsText("ready");
    site.force(board, "start_self_test");
  }

  @Test
  void takesADeviceFromItsHolderOnlyAfterASecondYes(Site site) throws IOException {
    String board = site.board();
    String free = site.board();
    int request = Requests.of(site, board, "any");
    site.pool().awaitRequest(request, "ready");
    Page page = selected(site, board, free);

    Find.choose(page, "More", "Lock out");
    assertThat(Find.dialog(page)).containsText(board + " is held by request #" + request);
    assertThat(Find.dialog(page)).containsText("of test@example.com, until");
    Find.send(page);

    assertThat(Find.cell(page, free, "state")).containsText("locked out");
    assertThat(Find.dialog(page)).containsText("A request holds " + board);
    assertThat(Find.dialog(page)).containsText("of test@example.com, until");
    assertThat(Find.cell(page, board, "state")).containsText("ready");
    Find.button(page, "Lock out all the same").click();

    assertThat(Find.cell(page, board, "state")).containsText("locked out");
    Find.link(page, "#" + request).first().click();
    assertThat(Find.region(page, "Progress"))
        .containsText(board + ", which this request holds: its state was forced from ready");
    site.client().giveBack(request);
    site.force(board, "start_self_test");
    site.force(free, "start_self_test");
  }

  @Test
  void saysWhetherADeviceAnswersItsPing(Site site) throws IOException {
    String board = site.board();
    int request = Requests.of(site, board, "any"); // a fake board with an image answers
    site.pool().awaitRequest(request, "ready");
    Page page = selected(site, board);

    Find.choose(page, "Hardware", "Ping");
    Find.send(page);

    assertThat(Find.job(page)).containsText("1 of 1 device, all done");
    site.client().giveBack(request);
  }

  private static Page selected(Site site, String... boards) {
    Page page = site.open("/devices?q=fake-");
    for (String board : boards) {
      Find.pick(page, board);
    }
    return page;
  }
}
