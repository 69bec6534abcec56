package io.mozpool.dist.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PagesTest
class OldLinksIT {

  @ParameterizedTest
  @CsvSource({
    "/ui/, /$, Pool",
    "/ui/index.html, /$, Pool",
    "/ui/lifeguard.html, /devices$, Devices",
    "/ui/mozpool.html, /requests$, Requests",
    "/ui/bmm.html, /devices$, Devices",
    "/ui/log.html?device=fake-0001, /devices/fake-0001#log$, fake-0001",
    "/ui/log.html?request=1, /requests/1#log$, Request 1"
  })
  void leadToTheirSuccessors(String old, String now, String title, Site site) {
    Page page = site.open(old);
    assertThat(page).hasURL(Pattern.compile(now));
    assertThat(Find.title(page)).hasText(title);
  }

  @ParameterizedTest
  @CsvSource({
    "/ui/log.html?device=fake-0001, log",
    "/devices/fake-0001#log, log",
    "/plugins#sut, sut"
  })
  void showWhatTheyNameOnceItIsThere(String link, String anchor, Site site) {
    Page page = site.open(link);
    assertThat(page.locator("[data-anchor=" + anchor + "]"))
        .isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(0.2));
  }
}
