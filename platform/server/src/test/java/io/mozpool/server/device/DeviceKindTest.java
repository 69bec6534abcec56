package io.mozpool.server.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.lifecycle.Transition;
import io.mozpool.lifecycle.device.DeviceEffect;
import io.mozpool.lifecycle.device.DeviceWrite;
import io.mozpool.server.RealTime;
import io.mozpool.server.TestServer;
import io.mozpool.server.blame.Blame;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.SqlStatement;
import io.mozpool.server.hardware.Targets;
import io.mozpool.server.hold.Holders;
import io.mozpool.server.image.InstallerChecks;
import io.mozpool.server.machine.Arguments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Changes between a step's look at a device and its write are seen by the write. */
@Tag("database")
@Timeout(60)
class DeviceKindTest {

  private static final Transition<DeviceWrite, DeviceEffect> ANY =
      new Transition<>(List.of("ready"), Map.of(), Optional.empty(), List.of(), List.of(), "test");

  @TempDir static Path directory;
  private static TestServer server;
  private static DeviceKind kind;

  @BeforeAll
  static void open() {
    server = TestServer.start(directory);
    Database database = server.database();
    DeviceViews views = new DeviceViews(database, server.part(Targets.class), Runnable::run);
    kind =
        new DeviceKind(
            views,
            database,
            server.part(Holders.class),
            server.part(InstallerChecks.class),
            server.part(Blame.class),
            new HealthGate(new WellBoards(), RealTime.TIME, Runnable::run),
            new Setbacks(server.part(Devices.class).lifecycle(), RealTime.TIME.clock()),
            RealTime.TIME,
            (a, b, c) -> {});
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void aDeviceThatGetsAHolderMeanwhileIsLeftAlone() {
    long device = server.rows().panda("taken", "ready");
    DeviceView before = kind.load(device).join().orElseThrow();
    Arguments unlessHeld = new Arguments(Map.of(DeviceKind.UNLESS_HELD, ""));
    assertThat(kind.obstacle(before, unlessHeld)).isEmpty();
    assertThat(holds(before, unlessHeld)).isTrue();

    server.rows().tie(device, server.rows().request("taken", "b2g", "ready"));

    assertThat(holds(before, unlessHeld)).isFalse();
    DeviceView after = kind.load(device).join().orElseThrow();
    assertThat(kind.obstacle(after, unlessHeld).orElse("")).contains("holds taken until");
    assertThat(kind.obstacle(after, Arguments.NONE)).isEmpty();
    assertThat(kind.guard(after, ANY, Arguments.NONE)).isEmpty();
  }

  @Test
  void whatARequestAskedForIsNotDoneToADeviceThatItHasGivenBack() {
    long device = server.rows().panda("returned", "ready");
    long first = server.rows().request("returned", "b2g", "contacting_lifeguard");
    server.rows().tie(device, first);
    DeviceView before = kind.load(device).join().orElseThrow();
    Arguments ofFirst = new Arguments(Map.of(DeviceKind.FOR_REQUEST, Long.toString(first)));
    assertThat(kind.obstacle(before, ofFirst)).isEmpty();
    assertThat(holds(before, ofFirst)).isTrue();

    server.database().update("delete from device_requests where device_id = ?", device);
    server.rows().tie(device, server.rows().request("returned", "b2g", "ready"));

    assertThat(holds(before, ofFirst)).isFalse();
    assertThat(kind.obstacle(kind.load(device).join().orElseThrow(), ofFirst))
        .contains("request " + first + " does not hold it any more");
  }

  private static boolean holds(DeviceView view, Arguments arguments) {
    SqlStatement guard = kind.guard(view, ANY, arguments).orElseThrow();
    List<@Nullable Object> parameters = new ArrayList<>(List.of(view.row().id()));
    parameters.addAll(guard.parameters());
    return server
        .database()
        .first(
            row -> true,
            "select 1 from devices where id = ? and " + guard.text(),
            parameters.toArray())
        .isPresent();
  }
}
