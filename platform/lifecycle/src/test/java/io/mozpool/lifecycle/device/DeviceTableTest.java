package io.mozpool.lifecycle.device;

import static io.mozpool.lifecycle.device.DeviceEffect.NOTIFY_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.lifecycle.Circles;
import io.mozpool.lifecycle.Edge;
import io.mozpool.lifecycle.Lifecycle;
import io.mozpool.lifecycle.Row;
import io.mozpool.lifecycle.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must hold of the table itself, whatever walks through it. */
class DeviceTableTest {

  private final Lifecycle<DeviceFact, DeviceWrite, DeviceEffect> lifecycle =
      DeviceLifecycle.of(Installers.ALL);

  /** Or an event that is sent again and again uses up all tries within a second. */
  @Test
  void noEventCountsAFailureAndTriesAgainAtOnce() {
    assertThat(lifecycle.rows())
        .allSatisfy(
            row ->
                assertThat(row.events().values())
                    .as(row.state().wireName())
                    .noneMatch(
                        steps ->
                            steps.stream().anyMatch(Step.Count.class::isInstance)
                                && steps.contains(new Step.Go<>(row.state()))));
  }

  @Test
  void everyTargetHasARow() {
    assertThat(Edge.of(lifecycle)).isNotEmpty().allMatch(edge -> lifecycle.knows(edge.to()));
  }

  @Test
  void everyRowThatAsksHardwareHasATimeout() {
    assertThat(lifecycle.rows())
        .filteredOn(row -> asks(row.entry()).anyMatch(effect -> effect != NOTIFY_REQUEST))
        .hasSize(7)
        .allMatch(row -> row.timeout().isPresent());
  }

  @Test
  void hardwareIsAskedOnEntryOnly() {
    assertThat(lifecycle.rows())
        .flatExtracting(
            row ->
                Stream.concat(Stream.of(row.onTimeout()), row.events().values().stream()).toList())
        .noneMatch(steps -> asks(steps).anyMatch(effect -> effect != NOTIFY_REQUEST));
  }

  @Test
  void rowsThatGoOnFormNoCircle() {
    // What has no PXE config is no self-test, which is begun with one only.
    assertThat(Circles.in(edges(edge -> edge.cause().equals(Edge.ENTRY) && !lacksPxeConfig(edge))))
        .isEmpty();
  }

  @Test
  void everyCirclePassesACounter() {
    // People may go in circles, and a board that finds its image bad has not booted a self-test;
    // one that waits to test itself goes on when self-tests do.
    assertThat(
            Circles.in(
                edges(
                    edge ->
                        !edge.counted()
                            && !lacksPxeConfig(edge)
                            && !edge.cause().startsWith("please_")
                            && !edge.cause().equals("failed_bad_image")
                            && !(edge.from().equals("ready") && edge.to().equals("ready"))
                            && !(edge.from().equals("start_self_test")
                                && edge.to().equals("start_self_test")))))
        .isEmpty();
  }

  @Test
  void everyRestingStateButLockedOutHasAWayOut() {
    assertThat(lifecycle.rows())
        .filteredOn(row -> Edge.of(lifecycle).stream().noneMatch(leaves(row)))
        .extracting(row -> row.state().wireName())
        .containsExactly("locked_out");
  }

  @Test
  void statesAndTimeoutsAreThoseOfTheContract() {
    Map<String, Duration> expected = new HashMap<>();
    Map.ofEntries(
            Map.entry("new", 0),
            Map.entry("ready", 600),
            Map.entry("pc_power_cycling", 60),
            Map.entry("pc_rebooting", 120),
            Map.entry("pc_pinging", 10),
            Map.entry("pc_sut_rebooting", 10),
            Map.entry("start_self_test", 30),
            Map.entry("pxe_power_cycling", 60),
            Map.entry("pxe_booting", 180),
            Map.entry("mobile_init_started", 10),
            Map.entry("self_test_running", 3600),
            Map.entry("android_downloading", 180),
            Map.entry("android_extracting", 600),
            Map.entry("b2g_downloading", 180),
            Map.entry("b2g_extracting", 300),
            Map.entry("sut_verifying", 45),
            Map.entry("sut_verify_power_cycle", 60),
            Map.entry("sut_sdcard_verifying", 200),
            Map.entry("operation_complete", 60))
        .forEach((state, seconds) -> expected.put(state, Duration.ofSeconds(seconds)));
    assertThat(lifecycle.timeouts()).isEqualTo(expected);
    Set<String> states = new TreeSet<>(expected.keySet());
    states.addAll(
        Set.of(
            "unknown",
            "locked_out",
            "troubleshooting",
            "maintenance_mode",
            "start_pxe_boot",
            "start_maintenance",
            "failed_power_cycling",
            "failed_pxe_booting",
            "failed_mobile_init_started",
            "failed_self_test",
            "failed_sut_verifying",
            "failed_sut_sdcard_verifying",
            "failed_android_downloading",
            "failed_android_extracting",
            "failed_b2g_downloading",
            "failed_b2g_extracting",
            "failed_android_pinging",
            "failed_b2g_pinging"));
    assertThat(lifecycle.states()).containsExactlyInAnyOrderElementsOf(states);
  }

  @Test
  void eachStateAcceptsTheEventsOfTheContract() {
    String basic = "please_self_test please_start_maintenance";
    String all = basic + " please_power_cycle please_image";
    Map<String, String> expected =
        Map.ofEntries(
            Map.entry("new", all),
            Map.entry("unknown", all),
            Map.entry("troubleshooting", all),
            Map.entry("ready", all + " failed"),
            Map.entry("maintenance_mode", basic),
            Map.entry("start_self_test", basic),
            Map.entry("pc_power_cycling", "power_cycle_ok power_cycle_failed"),
            Map.entry("pc_pinging", "ping_ok"),
            Map.entry("pxe_power_cycling", "power_cycle_ok power_cycle_failed"),
            Map.entry("pxe_booting", "mobile_init_started"),
            Map.entry(
                "mobile_init_started",
                "android_downloading b2g_downloading maint_mode self_test_running"),
            Map.entry("self_test_running", basic + " self_test_ok failed_self_test"),
            Map.entry("android_downloading", "android_extracting failed_bad_image"),
            Map.entry("android_extracting", "android_rebooting failed_bad_image"),
            Map.entry("b2g_downloading", "b2g_extracting failed_bad_image"),
            Map.entry("b2g_extracting", "b2g_rebooting failed_bad_image"),
            Map.entry("sut_verifying", "sut_verify_ok probe_down"),
            Map.entry("sut_verify_power_cycle", "power_cycle_ok"),
            Map.entry("sut_sdcard_verifying", "sut_sdcard_ok sut_sdcard_failed"));
    for (Row<DeviceFact, DeviceWrite, DeviceEffect> row : lifecycle.rows()) {
      String state = row.state().wireName();
      String events = expected.getOrDefault(state, state.startsWith("failed_") ? basic : "");
      assertThat(row.events().keySet())
          .as(state)
          .containsExactlyInAnyOrderElementsOf(
              Stream.of(events.split(" ")).filter(event -> !event.isEmpty()).toList());
    }
  }

  private static boolean lacksPxeConfig(Edge edge) {
    return edge.conditions().contains("no pxe config");
  }

  private List<Edge> edges(Predicate<Edge> wanted) {
    return Edge.of(lifecycle).stream().filter(wanted).toList();
  }

  private static Predicate<Edge> leaves(Row<?, ?, ?> row) {
    String state = row.state().wireName();
    return edge -> edge.from().equals(state) && !edge.to().equals(state);
  }

  private static Stream<DeviceEffect> asks(
      List<Step<DeviceFact, DeviceWrite, DeviceEffect>> steps) {
    return steps.stream()
        .flatMap(
            step -> {
              if (step instanceof Step.Ask<DeviceFact, DeviceWrite, DeviceEffect> ask) {
                return Stream.of(ask.effect());
              }
              if (step instanceof Step.When<DeviceFact, DeviceWrite, DeviceEffect> when) {
                return asks(when.then());
              }
              return Stream.of();
            });
  }
}
