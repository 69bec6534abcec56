package io.mozpool.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus reads of a server that has done a bit of everything. */
@Tag("database")
@Timeout(60)
class MetricsTest {

  private static final Path DOCUMENT = Path.of("../../docs/metrics.md");

  private static final Pattern HELP = Pattern.compile("(?m)^# HELP (mozpool_[a-z_]+) (.+)$");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(mozpool_[a-z_]+)` \\| ([a-z]+) \\|[^|]*\\| (.+) \\|$");

  @TempDir static Path directory;
  private static TestServer server;
  private static String metrics;

  @BeforeAll
  static void live() {
    server =
        TestServer.start(
            directory,
            Map.of("lifecycle.pxe_power_cycling", "20s", "lifecycle.pc_power_cycling", "20s"));
    server.rows().panda("idle", "ready");
    server.rows().panda("held", "ready");
    server.rows().panda("out", "locked_out");
    long tested = server.rows().panda("tested", "troubleshooting");
    server.rows().foreign("foreign", "ready");
    server.hardware().fail("cycle tested", Reason.REFUSED);
    long late = server.rows().panda("late", "new");
    server.rows().set(late, "state_timeout = '2026-01-01 00:00:00'");
    server.tell("tested", "please_power_cycle");
    ask("held");
    ask("out");
    await().until(() -> server.state(late), state -> !state.equals("new"));
    await().until(() -> server.log("/api/device/tested/log/").toString().contains("failed"));
    server.rows().set(tested, "failures = 3");
    Answer answer = server.get("/metrics");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
    metrics = answer.body();
  }

  private static void ask(String device) {
    String body =
        "{\"assignee\": \"me\", \"duration\": 60, \"image\": \"android\", \"wait\": true}";
    Answer made = server.post("/api/device/" + device + "/request/", body);
    assertThat(made.status()).as(made.body()).isEqualTo(200);
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void everythingIsWrittenAsPrometheusWantsIt() {
    assertThat(new Exposition(metrics).problems()).isEmpty();
  }

  @Test
  void devicesOfThisServerAreCountedByStateAndClass() {
    assertThat(value("mozpool_devices{class=\"idle\",state=\"ready\"}")).isEqualTo(1);
    assertThat(value("mozpool_devices{class=\"locked_out\",state=\"locked_out\"}")).isEqualTo(1);
    assertThat(sum("mozpool_devices\\{.*")).isEqualTo(5);
    assertThat(sum("mozpool_devices\\{class=\"in_use\".*")).isEqualTo(1);
  }

  @Test
  void devicesThatStruggleAreCounted() {
    assertThat(value("mozpool_devices_struggling")).isEqualTo(1);
  }

  @Test
  void requestsAreCountedAndThoseThatWait() {
    assertThat(sum("mozpool_requests\\{.*")).isEqualTo(2);
    assertThat(value("mozpool_requests_waiting")).isEqualTo(1);
    assertThat(value("mozpool_requests_waiting_oldest_seconds")).isBetween(0.0, 60.0);
  }

  @Test
  void stepsAreCountedAndMeasured() {
    assertThat(value("mozpool_transitions_total{machine=\"device\",state=\"pc_power_cycling\"}"))
        .isEqualTo(1);
    assertThat(value("mozpool_lateness_seconds_count{machine=\"device\"}")).isPositive();
    assertThat(value("mozpool_lateness_seconds_sum{machine=\"device\"}")).isGreaterThan(86_400);
    assertThat(value("mozpool_commit_group_steps_count")).isPositive();
    assertThat(value("mozpool_commit_group_steps_sum"))
        .isGreaterThanOrEqualTo(value("mozpool_commit_group_steps_count"));
    assertThat(value("mozpool_commit_seconds_count"))
        .isEqualTo(value("mozpool_commit_group_steps_count"));
    assertThat(value("mozpool_commit_failures_total")).isZero();
  }

  @Test
  void callsToDriversAreCountedByPluginAndController() {
    String labels = "controller=\"tested\",";
    assertThat(
            value("mozpool_effects_total{" + labels + "outcome=\"refused\",plugin=\"scripted\"}"))
        .isEqualTo(1);
    assertThat(value("mozpool_lane_wait_seconds_count{" + labels + "plugin=\"scripted\"}"))
        .as("the cycle, and power on as it may have gone off")
        .isEqualTo(2);
  }

  @Test
  void theGuideHasEveryMetricAndItsHelpText() throws IOException {
    Map<String, String> documented =
        ROW.matcher(Files.readString(DOCUMENT))
            .results()
            .filter(row -> !row.group(1).startsWith("mozpool_plugin_"))
            .collect(Collectors.toMap(row -> row.group(1), row -> row.group(3)));

    assertThat(
            HELP.matcher(metrics)
                .results()
                .collect(Collectors.toMap(help -> help.group(1), help -> help.group(2))))
        .isEqualTo(documented);
  }

  private static double value(String series) {
    return values(Pattern.quote(series)).findFirst().orElseThrow(() -> new AssertionError(series));
  }

  private static double sum(String series) {
    return values(series).sum();
  }

  private static DoubleStream values(String series) {
    List<String> lines = metrics.lines().filter(line -> line.matches(series + " .*")).toList();
    assertThat(lines).as(metrics).isNotEmpty();
    return lines.stream()
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))));
  }
}
