package io.mozpool.dist.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.mozpool.client.JsonObject;
import io.mozpool.dist.PoolProcesses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the table does with 10,000 devices; what was measured is in docs/pages.md. */
@PagesTest
class TenThousandDevicesIT {

  private static final int DEVICES = 10_000;

  private static final String SETTINGS =
      """
      mozpool:
        fqdn: localhost:%PORT%
        port: %PORT%
        data: data
        inventory: [file]
        plugins:
          disabled: [example, fake, ping, pxe]
          settings:
            file: { file: boards.csv }
      """;

  private static final String WATCH =
      """
      window.longTasks = [];
      new PerformanceObserver(list => list.getEntries().forEach(task => longTasks.push(task.duration)))
        .observe({ type: 'longtask', buffered: true });
      new MutationObserver((_, watch) => {
        if (document.querySelector('.grid-body .row')) {
          window.firstRow = performance.now();
          watch.disconnect();
        }
      }).observe(document, { subtree: true, childList: true });
      """;

  private static final String SCROLL =
      """
      async () => {
        longTasks.length = 0;
        const table = document.querySelector('.grid');
        const frame = () => new Promise(requestAnimationFrame);
        for (let top = 0; top < 200; top++) {
          table.scrollTop = top * 1400;
          await frame();
        }
        return Math.max(0, ...longTasks);
      }
      """;

  /** Types, and waits until the rows that are left have been drawn. */
  private static final String FILTER =
      """
      async () => {
        const search = document.querySelector('#search');
        const begun = performance.now();
        search.value = 'board-09';
        search.dispatchEvent(new Event('input', { bubbles: true }));
        while (!document.querySelector('main header p').textContent.includes(' of ')) {
          await new Promise(requestAnimationFrame);
        }
        return performance.now() - begun;
      }
      """;

  /** The rows that there are when the page is printed. */
  private static final String PRINT =
      """
      () => {
        dispatchEvent(new Event('beforeprint'));
        const rows = document.querySelectorAll('.grid-body .row').length;
        dispatchEvent(new Event('afterprint'));
        return rows;
      }
      """;

  @Test
  void areSmooth(@TempDir Path directory) throws Exception {
    try (PoolProcesses pool = PoolProcesses.of(directory, SETTINGS);
        Chromium chromium = new Chromium()) {
      Files.writeString(directory.resolve("boards.csv"), boards());
      pool.startServer();
      pool.client().at("admin", "inventory-sync").post(JsonObject.of(Map.of("ship_it", true)));
      awaitRest(pool);
      open(chromium, pool).context().close(); // the server is warm then, as it is on any day

      Page page = open(chromium, pool);
      double firstRow = number(page, "firstRow");
      double scrolling = number(page, SCROLL);
      double filtering = number(page, FILTER);

      assertThat(number(page, PRINT)).as("rows on paper").isEqualTo(1_000);

      System.out.printf(
          "10,000 devices: first rows after %.0f ms, longest task while scrolling %.0f ms,"
              + " filtered in %.0f ms%n",
          firstRow, scrolling, filtering);
      assertThat(firstRow).isLessThan(6_000);
      assertThat(scrolling).isLessThan(500);
      assertThat(filtering).isLessThan(1_000);
    }
  }

  private static Page open(Chromium chromium, PoolProcesses pool) {
    BrowserContext context = chromium.context(Site.WIDE, ColorScheme.LIGHT);
    context.addInitScript(WATCH);
    Page page = context.newPage();
    page.navigate(pool.url() + "/devices");
    page.locator(".grid-body .row").first().waitFor();
    return page;
  }

  private static double number(Page page, String expression) {
    return ((Number) page.evaluate(expression)).doubleValue();
  }

  /** Devices without power fail at once, and then nothing more happens to them. */
  private static void awaitRest(PoolProcesses pool) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                pool.client().devices().stream()
                    .filter(device -> device.state().equals("failed_power_cycling"))
                    .count(),
            count -> count == DEVICES);
  }

  private static String boards() {
    return IntStream.rangeClosed(1, DEVICES)
        .mapToObj("board-%1$05d,board-%1$05d.example.com,%1$d,02%1$010x,panda,ES Rev B2"::formatted)
        .collect(Collectors.joining("\n", "name,fqdn,id,mac,board,model\n", "\n"));
  }
}
