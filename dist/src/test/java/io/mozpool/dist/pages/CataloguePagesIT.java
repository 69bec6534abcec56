package io.mozpool.dist.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.mozpool.client.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

@PagesTest
class CataloguePagesIT {

  @Test
  void aChangedPxeConfigIsShownLineByLineBeforeItIsSaved(Site site) throws IOException {
    Page page = site.open("/pxe-configs");

    Find.button(page, "New PXE config").click();
    page.locator("dialog input[name=name]").fill("lab-b2g");
    page.locator("dialog textarea").fill("DEFAULT b2g\nLABEL b2g\n");
    Find.send(page);
    assertThat(page.locator(".diff .added").first()).hasText("+ name: lab-b2g");
    Find.send(page);
    assertThat(Find.region(page, "lab-b2g")).containsText("Linked to no image");

    Find.button(page, "Edit lab-b2g").click();
    page.locator("dialog textarea").fill("DEFAULT b2g\nLABEL b2g\n  KERNEL uImage\n");
    Find.send(page);
    assertThat(page.locator(".diff .added")).hasText("+   KERNEL uImage");
    assertThat(page.locator(".diff .removed")).hasCount(0);
    Find.send(page);
    assertThat(page.locator("dialog")).hasCount(0);

    Assertions.assertThat(contents(site, "lab-b2g")).contains("KERNEL uImage");
    Find.button(page, "Delete lab-b2g").click();
    Find.send(page);
    assertThat(Find.region(page, "lab-b2g")).hasCount(0);
  }

  @Test
  void whatIsStillUsedIsNotDeletedAndTheDialogSaysWhy(Site site) {
    Page page = site.open("/pxe-configs");

    Find.button(page, "Delete fake-b2g").click();
    Find.send(page);

    assertThat(Find.dialog(page)).containsText("PXE config 'fake-b2g'");
    assertThat(Find.dialog(page)).containsText("b2g");
    assertThat(Find.region(page, "fake-b2g")).containsText("Boots b2g on panda ES Rev B2");
  }

  @Test
  void anImageIsAddedLinkedAndUnlinked(Site site) throws IOException {
    Page page = site.open("/images");

    Find.button(page, "New image").click();
    page.locator("dialog input[name=name]").fill("nightly");
    page.locator("dialog input[name=keys]").fill("base, gaia");
    page.locator("dialog select[name=installer]").selectOption("b2g");
    page.getByLabel("PXE config for panda ES Rev B2").selectOption("fake-b2g");
    Find.send(page);
    assertThat(Find.dialog(page)).containsText("+ linked: panda ES Rev B2 boots fake-b2g");
    Find.send(page);

    Locator row = page.locator("tbody tr", new Page.LocatorOptions().setHasText("nightly"));
    assertThat(row).containsText("base, gaia");
    assertThat(row).containsText("panda ES Rev B2: fake-b2g");

    Find.button(page, "Edit nightly").click();
    page.getByLabel("PXE config for panda ES Rev B2").selectOption("");
    Find.send(page);
    assertThat(page.locator(".diff .removed")).hasText("- linked: panda ES Rev B2 boots fake-b2g");
    Find.send(page);
    assertThat(row).containsText("no device can boot for it");

    Find.button(page, "Delete nightly").click();
    Find.send(page);
    assertThat(row).hasCount(0);
  }

  @Test
  void showsWhatAnotherHasChanged(Site site) throws IOException {
    Page page = site.open("/images");
    assertThat(Find.button(page, "Edit b2g")).isVisible();

    site.client().at("admin", "images", "late").put(JsonObject.of(Map.of("hidden", true)));

    assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasText("late")))
        .containsText("hidden");
    site.client().at("admin", "images", "late").delete();
  }

  @Test
  void pluginsSayWhatTheyBringAndHowTheyAreSet(Site site) {
    Page page = site.open("/plugins");

    Locator proxr = Find.region(page, "proxr");
    assertThat(proxr).containsText("power driver proxr");
    proxr.locator("summary").click();
    assertThat(proxr.locator("tr", new Locator.LocatorOptions().setHasText("settle")))
        .containsText("517ms");
    assertThat(Find.region(page, "example")).containsText("disabled");
    assertThat(Find.region(page, "Inventory")).containsText("Nothing was skipped or left out.");
  }

  @Test
  void serversSayWhoHandlesWhoseDevices(Site site) {
    Page page = site.open("/servers");

    Locator row = page.locator("tbody tr");
    assertThat(row).hasCount(1);
    assertThat(row).containsText("alive");
    assertThat(row).containsText("itself");
    assertThat(row).containsText("" + Site.BOARDS);
    row.locator("a").click();
    assertThat(page).hasURL(Pattern.compile("/devices\\?server=localhost"));
    assertThat(Find.row(page, "fake-0001")).isVisible();
  }

  private static String contents(Site site, String config) throws IOException {
    return site.client().at("admin", "pxe-configs", config).get().text("contents");
  }
}
