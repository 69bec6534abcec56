package io.mozpool.dist.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Chromium, without a window, and quiet on the network. */
final class Chromium implements AutoCloseable {

  static final String MISSING = "there is no /usr/bin/chromium: apt-get install chromium";

  private static final Path PROGRAM = Path.of("/usr/bin/chromium");
  private static final int HEIGHT = 800;

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser =
      playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(PROGRAM)
                  .setArgs(
                      List.of(
                          "--no-sandbox",
                          "--host-resolver-rules=MAP pool 127.0.0.1, MAP *.example 127.0.0.1",
                          "--disable-gpu",
                          "--disable-quic",
                          "--no-first-run",
                          "--disable-background-networking",
                          "--disable-component-update",
                          "--disable-sync")));

  static boolean isThere() {
    return Files.isExecutable(PROGRAM);
  }

  /** A browser with nothing remembered. */
  BrowserContext context(int width, ColorScheme theme) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setViewportSize(width, HEIGHT)
            .setColorScheme(theme)
            .setLocale("en-GB"));
  }

  @Override
  public void close() {
    playwright.close();
  }
}
