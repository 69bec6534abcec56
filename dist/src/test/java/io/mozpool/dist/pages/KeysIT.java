package io.mozpool.dist.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** The pages without a mouse. */
@PagesTest
class KeysIT {

  @Test
  void theFirstTabSkipsToTheContent(Site site) {
    Page page = site.open("/devices");
    assertThat(Find.row(page, "fake-0001")).isVisible();

    page.keyboard().press("Tab");
    assertThat(Find.link(page, "Skip to the content")).isFocused();
    page.keyboard().press("Enter");

    assertThat(page.locator("main")).isFocused();
  }

  @Test
  void aTableIsWalkedSelectedAndOpened(Site site) {
    Page page = site.open("/devices?q=fake-");
    assertThat(Find.row(page, "fake-0001")).isVisible();

    page.keyboard().press("/");
    page.keyboard().press("Escape"); // leaves the search for the table
    assertThat(page.locator(".grid")).isFocused();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Space");
    page.keyboard().press("Shift+ArrowDown");
    assertThat(page.locator(".chosen")).hasText("2 devices selected");
    assertThat(Find.row(page, "fake-0003")).hasAttribute("aria-selected", "true");
    page.keyboard().press("Control+a");
    assertThat(page.locator(".chosen")).hasText(Site.BOARDS + " devices selected");
    page.keyboard().press("Escape");
    assertThat(page.locator(".chosen")).containsText("Select devices");
    page.keyboard().press("End");
    page.keyboard().press("Enter");

    assertThat(Find.title(page)).hasText("fake-0012");
    assertThat(Find.title(page)).isFocused();
  }

  @Test
  void keysLeadFromPageToPageAndAreListed(Site site) {
    Page page = site.open("/");
    assertThat(Find.title(page)).hasText("Pool");

    page.keyboard().press("?");
    assertThat(Find.dialog(page)).containsText("Go to Requests");
    page.keyboard().press("Escape");
    page.keyboard().press("g");
    page.keyboard().press("r");
    assertThat(Find.title(page)).hasText("Requests");
    page.goBack();
    assertThat(Find.title(page)).hasText("Pool");
  }

  @Test
  void escapeClosesAMenuAndADialog(Site site) {
    Page page = site.open("/devices/fake-0001");

    page.locator(".menu > summary").first().focus();
    page.keyboard().press("Enter");
    assertThat(page.locator(".menu[open]")).hasCount(1);
    page.keyboard().press("Escape");
    assertThat(page.locator(".menu[open]")).hasCount(0);

    Find.button(page, "Self-test").focus();
    page.keyboard().press("Enter");
    assertThat(Find.dialog(page)).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(Find.button(page, "Self-test")).isFocused();
  }
}
