package io.mozpool.dist.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsInViewportOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.KeyboardModifier;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

@PagesTest
class DevicesPageIT {

  @Test
  void theSearchIsInTheAddressAndOutlivesAReload(Site site) {
    Page page = site.open("/devices");
    assertThat(Find.row(page, "fake-0012")).isVisible();

    page.keyboard().press("/");
    page.keyboard().type("fake-0003");

    assertThat(Find.rows(page)).hasCount(1);
    assertThat(page).hasURL(Pattern.compile("\\?q=fake-0003$"));
    page.reload();
    assertThat(Find.rows(page)).hasCount(1);
    assertThat(page.locator("#search")).hasValue("fake-0003");
    Find.link(page, "Clear filters").click();
    assertThat(Find.row(page, "fake-0012")).isVisible();
  }

  @Test
  void filtersBySeveralAtOnceAndSaysWhenNothingIsLeft(Site site) throws IOException {
    String board = site.board();
    site.post(Map.of("environment", "filtered"), "device", board, "set-environment");
    Page page = site.open("/devices?class=idle");

    Find.filter(page, "Environment").selectOption("filtered");
    assertThat(Find.rows(page)).hasCount(1);
    assertThat(page).hasURL(Pattern.compile("class=idle&environment=filtered$"));

    Find.filter(page, "State").selectOption("ready");
    page.locator("#search").fill("no such thing");
    assertThat(page.getByText("No device matches.")).isVisible();
    assertThat(Find.link(page, "Clear the filters")).isVisible();
    site.post(Map.of("environment", "none"), "device", board, "set-environment");
  }

  @Test
  void sortsByAColumnThatIsPressed(Site site) {
    Page page = site.open("/devices?q=fake-");

    Find.button(page, "Device").click();

    assertThat(page).hasURL(Pattern.compile("sort=-name"));
    assertThat(Find.rows(page).first()).containsText("fake-0012");
    assertThat(page.locator("[aria-sort=descending]")).hasText("Device");
  }

  @Test
  void selectsARangeWithShift(Site site) {
    Page page = site.open("/devices?q=fake-");

    Find.pick(page, "fake-0002");
    Find.row(page, "fake-0005")
        .locator("input")
        .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));

    assertThat(page.locator(".chosen")).hasText("4 devices selected");
    page.keyboard().press("Escape");
    page.locator(".grid").focus();
    page.keyboard().press("Escape");
    assertThat(page.locator(".chosen")).hasText("Select devices to act on them");
  }

  @Test
  void remembersChosenColumns(Site site) {
    Page page = site.open("/devices");
    assertThat(Find.column(page, "MAC address")).hasCount(0);

    page.locator(".menu > summary", new Page.LocatorOptions().setHasText("Columns")).click();
    assertThat(page.locator(".menu[open] .menu-items"))
        .isInViewport(new IsInViewportOptions().setRatio(1));
    page.getByLabel("MAC address").check();
    page.reload();

    assertThat(Find.column(page, "MAC address")).isVisible();
    assertThat(Find.row(page, "fake-0001")).containsText("02fa4e000001");
  }

  @Test
  void marksADeviceWithABootConfig(Site site) throws IOException {
    String board = site.board();
    int request = Requests.of(site, board, "any");
    site.pool().awaitRequest(request, "ready");

    Page page = site.open("/devices?q=" + board);

    assertThat(Find.cell(page, board, "image").getByLabel("has a boot config")).isVisible();
    Find.cell(page, board, "request").getByText("#" + request).click();
    assertThat(Find.title(page)).hasText("Request " + request);
    site.client().giveBack(request);
  }

  @Test
  void isATableOfCardsOnAPhone(Site site) {
    Page page = site.open("/devices", Site.PHONE, ColorScheme.DARK);

    assertThat(Find.row(page, "fake-0001")).isVisible();
    Object wider =
        page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth");
    Assertions.assertThat(wider).isEqualTo(false);
  }

  @Test
  void cardsAreSortedByAChoice(Site site) {
    Page page = site.open("/devices?q=fake-", Site.PHONE, ColorScheme.LIGHT);

    page.locator(".more > summary").click();
    page.getByLabel("Sort").selectOption("-name");

    assertThat(Find.rows(page).first()).containsText("fake-0012");
    assertThat(page).hasURL(Pattern.compile("sort=-name"));
  }

  @Test
  void aMistypedAddressLeadsOn(Site site) {
    Page page = site.open("/divices");

    assertThat(Find.title(page)).hasText("Not found");
    Find.link(page, "pool").click();
    assertThat(Find.title(page)).hasText("Pool");
  }
}
