package io.mozpool.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each relay board has 32 boards; all but the last one are broken. */
@Tag("long")
class SadRelaysIT {

  @TempDir static Path directory;

  private static PoolProcesses pool;

  @BeforeAll
  static void startRelayBoardsThatMisbehave() throws Exception {
    pool = PoolProcesses.ofDemo(directory, 130, 60);
    pool.setFake(
        "relay-faults: { relay-1: refuses, relay-2: hangs, relay-3: garbage,"
            + " relay-4: does-not-switch }");
    // Longer than the 30 seconds that a relay board may take to answer.
    pool.set("lifecycle: { pxe_power_cycling: 35s }");
    pool.startServer();
  }

  @AfterAll
  static void stop() throws Exception {
    pool.close();
  }

  @ParameterizedTest
  @CsvSource({
    "fake-0001, Connection refused",
    "fake-0033, time is up|not begun within",
    "fake-0065, 'expected .*, not|got'",
    "fake-0097, relay"
  })
  void aBrokenRelayBoardIsSaidToBeBroken(String device, String said) throws Exception {
    int request = pool.request(device);

    Pattern line = Pattern.compile("power cycle failed: .*(" + said + ").*");
    await()
        .atMost(PoolProcesses.PATIENCE)
        .untilAsserted(() -> assertThat(pool.deviceLog(device)).anyMatch(line.asMatchPredicate()));
    assertThat(pool.deviceState(device)).isEqualTo("pxe_power_cycling");
    assertThat(pool.client().status(request).state()).isEqualTo("pending");
  }

  @Test
  void theBoardsOfOtherRelayBoardsAreServed() throws Exception {
    pool.awaitRequest(pool.request("fake-0129"), "ready");
  }
}
