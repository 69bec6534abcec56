package io.mozpool.dist.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Browsers that keep nothing for a page, or have no workers for it. */
@PagesTest
class BlockedBrowserIT {

  private static final String BLOCKED =
      """
      Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
      window.SharedWorker = class { constructor() { throw new DOMException('no', 'SecurityError'); } };
      """;

  private static final String FULL =
      """
      Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
      delete window.SharedWorker;
      """;

  private static final List<String> PAGES =
      List.of(
          "/",
          "/devices",
          "/devices/fake-0001",
          "/requests",
          "/images",
          "/pxe-configs",
          "/plugins",
          "/servers");

  @ParameterizedTest
  @ValueSource(strings = {BLOCKED, FULL})
  void showEveryPage(String script, Site site) {
    Page page = site.blank();
    List<String> complaints = new ArrayList<>();
    page.onPageError(complaints::add);
    page.addInitScript(script);

    for (String path : PAGES) {
      page.navigate(site.url() + path);
      assertThat(Find.title(page)).isVisible();
      assertThat(page.locator(".connection")).hasText("Live");
    }
    Find.button(page, "Theme: Auto").click();
    assertThat(Find.button(page, "Theme: Light")).isVisible();

    Assertions.assertThat(complaints).isEmpty();
  }
}
