package io.mozpool.dist.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page, in both themes and on a phone: a picture of each, and what axe has to say. */
@PagesTest
class LookIT {

  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final Map<String, String> PAGES =
      Map.of(
          "pool", "/",
          "devices", "/devices",
          "device", "/devices/fake-0001",
          "requests", "/requests",
          "request", "/requests/1",
          "images", "/images",
          "pxe-configs", "/pxe-configs",
          "plugins", "/plugins",
          "servers", "/servers");

  /**
   * Pages to which nothing leads, what a page or a table has outside of it, and cells that are too
   * narrow.
   */
  private static final String CUT =
      """
      () => {
        const wide = (element) => element.scrollWidth > element.clientWidth + 1;
        const links = [...document.querySelectorAll('.bar nav a')].filter((link) => {
          const { left, right } = link.getBoundingClientRect();
          return left < 0 || right > innerWidth || wide(link);
        });
        const tables = [...document.querySelectorAll('html, main, .scroll')].filter(wide);
        const cells = [...document.querySelectorAll('.grid-body [role=gridcell]:not([title]):not(.line)')].filter(wide);
        return [...links, ...tables, ...cells].map((element) => element.className + ': ' + element.textContent.slice(0, 40));
      }
      """;

  private static final List<String> FORCED = List.of("fake-0004", "fake-0007", "fake-0009");
  private static int waiting;
  private static int using;

  @BeforeAll
  static void haveSomethingToSee(Site site) throws Exception {
    site.force("fake-0004", "failed_self_test");
    site.force("fake-0007", "locked_out");
    site.force("fake-0009", "failed_power_cycling");
    site.post(Map.of("comments", "card is loose"), "device", "fake-0004", "set-comments");
    waiting = Requests.of(site, "any", "staging");
    site.pool().awaitDevice("fake-0010", "ready");
    using = Requests.of(site, "fake-0010", "any");
    site.pool().awaitRequest(using, "ready");
  }

  @AfterAll
  static void clearUp(Site site) throws Exception {
    site.client().giveBack(waiting);
    site.client().giveBack(using);
    site.post(Map.of("comments", ""), "device", "fake-0004", "set-comments");
    for (String device : FORCED) {
      site.force(device, "ready");
    }
  }

  static Stream<Arguments> looks() {
    return PAGES.keySet().stream()
        .sorted()
        .flatMap(
            name ->
                Stream.of(
                    Arguments.of(name, ColorScheme.LIGHT, Site.WIDE),
                    Arguments.of(name, ColorScheme.DARK, Site.WIDE),
                    Arguments.of(name, ColorScheme.LIGHT, Site.PHONE)));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void axeHasNothingToSay(String name, ColorScheme theme, int width, Site site) {
    Page page = site.open(PAGES.get(name), width, theme);
    assertThat(Find.title(page)).isVisible();
    assertThat(page.locator("[role=status]", new Page.LocatorOptions().setHasText("Loading")))
        .hasCount(0);

    picture(page, name + (width == Site.PHONE ? "-phone" : "") + suffix(theme));

    expectNoViolations(page);
    Assertions.assertThat((List<?>) page.evaluate(CUT)).as("what is cut").isEmpty();
  }

  @Test
  void coloursOfTheReaderLeaveTheClassesApart(Site site) {
    Page page = site.open("/");
    page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));

    Object colours =
        page.evaluate(
            "import('/assets/theme.js').then(({ colour }) => new Set(['in_use', 'idle',"
                + " 'processing', 'failed', 'locked_out'].map((name) => colour(name))).size)");

    Assertions.assertThat(colours).isEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("themes")
  void nothingEitherOfDialogsMenusAndQueues(ColorScheme theme, Site site) {
    Page page = site.open("/devices?class=failed", Site.WIDE, theme);
    assertThat(Find.rows(page)).hasCount(2);
    page.getByLabel("Select all that are shown").click();
    page.locator(".menu > summary", new Page.LocatorOptions().setHasText("Hardware")).click();
    expectNoViolations(page);
    Find.choose(page, "More", "Force state");
    picture(page, "force" + suffix(theme));
    expectNoViolations(page);
    page.keyboard().press("Escape");

    Find.choose(page, "Hardware", "Ping");
    Find.send(page);
    assertThat(Find.job(page)).containsText("2 failed");
    picture(page, "queue" + suffix(theme));
    expectNoViolations(page);
  }

  static Stream<ColorScheme> themes() {
    return Stream.of(ColorScheme.LIGHT, ColorScheme.DARK);
  }

  private static void picture(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
  }

  private static String suffix(ColorScheme theme) {
    return "-" + theme.name().toLowerCase(Locale.ROOT);
  }

  /** What rises into view is paler until it is there. */
  private static void expectNoViolations(Page page) {
    page.evaluate(
        "() => Promise.allSettled(document.getAnimations().map(each => each.finished)).then(() =>"
            + " {})");
    Assertions.assertThat(new AxeBuilder(page).analyze().getViolations())
        .extracting(rule -> rule.getId() + ": " + rule.getNodes())
        .isEmpty();
  }
}
