package io.mozpool.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class SadBoardsIT {

  @TempDir static Path directory;

  private static PoolProcesses pool;
  private static int forOneThatNeverBoots;
  private static int forOneThatBootsTheWrongThing;

  @BeforeAll
  static void startBoardsThatMisbehave() throws Exception {
    pool = PoolProcesses.ofDemo(directory, 5, 600);
    pool.setFake(
        "board-faults: { fake-0001: never-boots, fake-0002: ignores-network,"
            + " fake-0003: repeats-events, fake-0004: delays-events, fake-0005: sends-old-events }");
    // Boards that never boot are given up after 31 failures: half a second instead of minutes each.
    // Late events may overtake one another, and one that comes too early is lost: the stage's
    // timeout
    // makes it good, here within the patience of a test.
    pool.set(
        "lifecycle: { pxe_booting: 500ms, mobile_init_started: 500ms,"
            + " b2g_downloading: 3s, b2g_extracting: 3s }");
    pool.startServer();
    forOneThatNeverBoots = pool.request("fake-0001");
    forOneThatBootsTheWrongThing = pool.request("fake-0002");
  }

  @AfterAll
  static void stop() throws Exception {
    pool.close();
  }

  @Test
  void aBoardThatSendsEventsTwiceBecomesReady() throws Exception {
    pool.awaitRequest(pool.request("fake-0003"), "ready");
  }

  @Test
  void aBoardThatSendsEventsLateBecomesReady() throws Exception {
    pool.awaitRequest(pool.request("fake-0004"), "ready");
  }

  @Test
  void aBoardThatSendsEventsOfAnAttemptThatIsOverBecomesReady() throws Exception {
    pool.awaitRequest(pool.request("fake-0005"), "ready");
  }

  @Test
  void aBoardThatNeverBootsIsGivenUpAndSaysSo() throws Exception {
    pool.awaitRequest(forOneThatNeverBoots, "failed_bad_device");

    pool.awaitDevice("fake-0001", "failed_self_test");
    assertThat(pool.deviceLog("fake-0001"))
        .anyMatch(line -> line.contains("failed_pxe_booting") && line.contains("pxe_booting > 30"));
  }

  @Test
  void aBoardThatBootsTheWrongThingIsGivenUp() throws Exception {
    pool.awaitRequest(forOneThatBootsTheWrongThing, "failed_bad_device");

    pool.awaitDevice("fake-0002", "failed_self_test");
  }
}
