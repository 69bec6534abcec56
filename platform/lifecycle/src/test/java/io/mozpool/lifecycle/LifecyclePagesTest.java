package io.mozpool.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.lifecycle.device.DeviceLifecycle;
import io.mozpool.lifecycle.device.Installers;
import io.mozpool.lifecycle.request.RequestLifecycle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Compares the pages about the life cycles with the tables, or writes them anew. */
class LifecyclePagesTest {

  private static final Path DOCS =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("../../docs").normalize();

  private static final String PAGE =
      """
      <!-- Written from the table in %s; change that and run
           mvn -q -f platform/lifecycle test -Dtest=LifecyclePagesTest -Dpages.write=true -->

      # %s

      %s

      A row is read from left to right. Plain words are done in the transaction that stores the state, **bold** ones after
      its commit. Steps are taken in their order until one goes to a state; a row whose entry goes on is passed and never
      stored. An event whose steps lead nowhere is not accepted. A timeout can be set as `mozpool.lifecycle.<state>`.

      %s
      These events do the same wherever a row names them alone:

      %s
      ## Diagram

      Events that many states accept start at the dot.

      %s""";

  @Test
  void devicePageShowsTheTable() throws IOException {
    check(
        "lifecycle-device.md",
        "`DeviceLifecycle.java`",
        "The life of a device",
        "LifeGuard's table, here with the stages of the `android` and `b2g` installers; other installers bring others.",
        DeviceLifecycle.of(Installers.ALL));
  }

  @Test
  void requestPageShowsTheTable() throws IOException {
    check(
        "lifecycle-request.md",
        "`RequestLifecycle.java`",
        "The life of a request",
        "MozPool's table. A request in a state that this version does not know behaves as `expired`.",
        RequestLifecycle.table());
  }

  private static void check(
      String file, String source, String title, String about, Lifecycle<?, ?, ?> lifecycle)
      throws IOException {
    LifecyclePage page = new LifecyclePage(lifecycle);
    String text =
        PAGE.formatted(source, title, about, page.table(), page.commonEvents(), page.diagram());
    Path path = DOCS.resolve(file);
    if (Boolean.getBoolean("pages.write")) {
      Files.writeString(path, text);
    }
    assertThat(path).as("stale; its first lines say how to write it anew").hasContent(text);
  }
}
