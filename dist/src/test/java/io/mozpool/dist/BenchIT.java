package io.mozpool.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mozpool.dist.Launcher.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures a row with the distribution, briefly: that it works, not how fast. */
@Tag("long")
class BenchIT {

  @TempDir private Path directory;

  @Test
  void aRowIsMeasuredAndNothingIsLeftBehind() throws Exception {
    needMariaDb();
    Path data = directory.resolve("data");

    Result result =
        new Launcher(directory)
            .run("bench", "--quick", "--rows", "state", "--json", "-", "--data", data.toString());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("1/1 state: ", "GET state, the devices in turn");
    JsonNode row = new ObjectMapper().readTree(result.out()).path("rows").path(0);
    assertThat(row.path("value").asDouble()).isPositive();
    assertThat(row.path("faults")).isEmpty();
    assertThat(row.path("bare_commits_per_second").asDouble()).isPositive();
    assertThat(row.path("devices").asInt()).isEqualTo(1_000);
    assertThat(row.path("cores").path("server").asDouble()).isPositive();
    assertThat(files(data)).isZero();
  }

  @Test
  void aServerWithFarTooMuchToDoHearsItsBoards() throws Exception {
    JsonNode row = measured("--quick", "--rows", "overload-requests");

    assertThat(row.path("faults")).isEmpty();
    assertThat(row.path("details").path("refused").asLong()).isPositive();
    assertThat(row.path("details").path("board_events").asLong()).isPositive();
  }

  @Test
  void aSoakSaysHowEachFigureWent() throws Exception {
    JsonNode row = measured("--soak=8s");

    assertThat(row.path("row").asText()).isEqualTo("soak");
    assertThat(row.path("details").path("state-cached p99_ms").asText()).contains(" -> ");
    assertThat(row.path("details").path("heap_mb").asText()).contains(" -> ");
    assertThat(row.path("details").path("database_connections").asText()).contains(" -> ");
  }

  private JsonNode measured(String... options) throws Exception {
    needMariaDb();
    List<String> command = new ArrayList<>(List.of("bench", "--json", "-"));
    command.addAll(List.of("--data", directory.resolve("data").toString()));
    command.addAll(List.of(options));
    Result result = new Launcher(directory).run(command.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isZero();
    return new ObjectMapper().readTree(result.out()).path("rows").path(0);
  }

  /** Skipped where it is not installed, but not where CI=true. */
  private static void needMariaDb() {
    boolean there = Stream.of(System.getenv("PATH").split(":")).anyMatch(BenchIT::hasMariaDb);
    String missing = "mariadbd is not on the PATH: apt-get install mariadb-server";
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as(missing).isTrue();
    }
    assumeThat(there).as(missing).isTrue();
  }

  private static boolean hasMariaDb(String directory) {
    return Files.isExecutable(Path.of(directory, "mariadbd"));
  }

  private static long files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    }
  }
}
