package io.mozpool.server.machine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.mozpool.server.RealTime;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.Outage;
import io.mozpool.server.database.TestDatabase;
import io.mozpool.server.database.TestStorage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class KillTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 2_000, 5_000})
  void whatWasAcknowledgedIsThereAfterKill(int atLeast) throws Exception {
    String url = TestStorage.url(directory);
    makeTables(url);
    int killedAfter = atLeast + ThreadLocalRandom.current().nextInt(1_000);

    List<Long> acknowledged = commitUntilKilled(url, killedAfter);

    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(killedAfter);
    Set<Long> lost = new HashSet<>(acknowledged);
    stored(url, "steps").forEach(lost::remove);
    assertThat(lost).as("lost of %d steps", acknowledged.size()).isEmpty();
    assertThat(stored(url, "step_lines")).isEqualTo(stored(url, "steps"));
    assertThat(stored(url, "copies")).isEqualTo(stored(url, "lines"));
  }

  private static List<Long> commitUntilKilled(String url, int count) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CommittingProcess.class.getName(),
                url)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Long> printed = new ArrayList<>();
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = nextWhole(out)) {
        printed.add(Long.valueOf(line));
        if (printed.size() == count) {
          process.toHandle().destroyForcibly(); // leaves what it has printed
        }
      }
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(10, SECONDS)).isTrue();
    }
    return printed;
  }

  /** The process may die while it prints: half a line acknowledges nothing. */
  private static String nextWhole(BufferedReader out) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = out.read(); c >= 0; c = out.read()) {
      if (c == '\n') {
        return line.toString();
      }
      line.append((char) c);
    }
    return null;
  }

  private static void makeTables(String url) {
    try (HikariDataSource pool = TestDatabase.pool(url)) {
      Database database = new Database(pool, new Outage(RealTime.TIME, RealTime.THREADS, () -> {}));
      for (String table : List.of("steps", "step_lines", "lines", "copies")) {
        database.update("create table " + table + " (id bigint primary key)");
      }
    }
  }

  private static Set<Long> stored(String url, String table) {
    try (HikariDataSource pool = TestDatabase.pool(url)) {
      return new HashSet<>(
          new Database(pool, new Outage(RealTime.TIME, RealTime.THREADS, () -> {}))
              .all(row -> row.getLong(1), "select id from " + table));
    }
  }
}
