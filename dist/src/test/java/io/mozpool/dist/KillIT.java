package io.mozpool.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.client.DeviceSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class KillIT {

  /** The states in which a device works on a request, in their order. */
  private static final List<String> WORKING =
      List.of(
          "pxe_power_cycling",
          "pxe_booting",
          "mobile_init_started",
          "b2g_downloading",
          "b2g_extracting",
          "sut_verifying",
          "sut_sdcard_verifying");

  @TempDir Path directory;

  @Test
  void killedInEveryWorkingStateRequestsStillGetTheirDevices() throws Exception {
    try (PoolProcesses pool = PoolProcesses.ofDemo(directory, 10, 20)) {
      // An event that comes while no server runs may be lost: then its stage's timeout asks again.
      pool.set("lifecycle: { pxe_booting: 20s, b2g_downloading: 20s, b2g_extracting: 20s }");
      pool.takeRackApart();
      pool.startRack();
      Process server = pool.startServer();
      List<Integer> requests = new ArrayList<>();
      for (String state : WORKING) {
        requests.add(pool.requestUntilADeviceIsIn(state));
        PoolProcesses.kill(server);
        server = pool.startServer();
      }

      for (int request : requests) {
        pool.awaitRequest(request, "ready");
      }
      List<Long> holders =
          pool.client().devices().stream()
              .map(DeviceSummary::request)
              .flatMap(Optional::stream)
              .toList();
      assertThat(holders)
          .containsExactlyInAnyOrderElementsOf(requests.stream().map(Integer::longValue).toList());
    }
  }
}
