package io.mozpool.dist.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.mozpool.client.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Markup and script in whatever others write is text on the pages. */
@PagesTest
class ForeignTextIT {

  private static final String MARKUP =
      "<img src=x onerror=\"window.struck=1\"><script>window.struck=1</script>";
  private static final String LINK = "javascript:window.struck=1";
  private static final String SHORT = "<b onclick=struck=1>x</b>";

  @Test
  void isShownAsItIs(Site site) throws IOException {
    String board = site.board();
    site.post(Map.of("comments", MARKUP), "device", board, "set-comments");
    site.post(Map.of("environment", SHORT), "device", board, "set-environment");
    site.client().at("device", board, "event", SHORT).post(JsonObject.of(Map.of()));
    site.client()
        .at("admin", "pxe-configs", SHORT)
        .put(JsonObject.of(Map.of("contents", MARKUP, "description", MARKUP)));
    site.client()
        .at("admin", "images", SHORT)
        .put(JsonObject.of(Map.of("boot_config_keys", List.of(MARKUP), "hidden", true)));
    site.client().at("admin", "hardware-types", SHORT, SHORT).put(JsonObject.of(Map.of()));
    int request = request(site, board);
    site.pool().awaitRequest(request, "ready");
    site.force(board, "failed_self_test");

    Page page = site.open("/devices/" + board);
    assertThat(page.getByText(MARKUP).first()).isVisible();
    assertThat(page.locator(".lines", new Page.LocatorOptions().setHasText(SHORT))).isVisible();
    assertThat(page.locator("a[href^='javascript:']")).hasCount(0);
    assertThat(Find.region(page, "Image and request")).containsText(LINK);
    see(page, "/", MARKUP);
    see(page, "/devices?q=" + board, MARKUP);
    see(page, "/requests?state=all", MARKUP);
    see(page, "/requests/" + request, MARKUP);
    see(page, "/images", MARKUP);
    see(page, "/pxe-configs", MARKUP);

    site.client().giveBack(request);
    site.force(board, "ready");
    site.client().at("admin", "images", SHORT).delete();
    site.client().at("admin", "pxe-configs", SHORT).delete();
    site.client().at("admin", "hardware-types", SHORT, SHORT).delete();
    site.post(Map.of("comments", ""), "device", board, "set-comments");
    site.post(Map.of("environment", "none"), "device", board, "set-environment");
  }

  @ParameterizedTest
  @ValueSource(strings = {"notices", "app", "constructor", "__proto__"})
  void aNameIsNoElementAndNoKeyOfThePages(String name, Site site) throws IOException {
    site.client()
        .at("admin", "pxe-configs", name)
        .put(JsonObject.of(Map.of("contents", "DEFAULT x")));
    Page page = site.open("/pxe-configs");

    Find.button(page, "Delete " + name).click();
    Find.send(page);

    assertThat(page.locator("#edge #notices")).containsText("PXE config " + name + " was deleted.");
    assertThat(Find.region(page, name)).hasCount(0);
    page.navigate(page.url().replace("/pxe-configs", "/requests?state=" + name));
    assertThat(page.getByText("No request matches.")).isVisible();
  }

  @Test
  void aSearchInTheAddressIsTextToo(Site site) {
    Page page = site.open("/devices?q=" + MARKUP.replace(" ", "%20") + "&state=" + SHORT);
    assertThat(page.locator("#search")).hasValue(MARKUP);
    assertThat(page.getByText("No device matches.")).isVisible();
    Assertions.assertThat(page.evaluate("window.struck")).isNull();
  }

  private static void see(Page page, String path, String text) {
    page.navigate(page.url().replaceAll("(http://[^/]+).*", "$1") + path);
    assertThat(page.getByText(text).first()).isAttached();
    Assertions.assertThat(page.evaluate("window.struck")).as(path).isNull();
    assertThat(page.locator("main img, main script")).hasCount(0);
  }

  private static int request(Site site, String board) throws IOException {
    Map<String, Object> wish =
        Map.of("assignee", MARKUP, "duration", 3600, "image", "b2g", "b2gbase", LINK);
    return (int) site.post(wish, "device", board, "request").object("request").number("id");
  }
}
