package io.mozpool.server.blame;

import io.mozpool.server.Answer;
import io.mozpool.server.RealTime;
import io.mozpool.server.TestServer;
import io.mozpool.server.database.Moments;
import io.mozpool.server.device.Devices;
import io.mozpool.server.request.Requests;
import io.mozpool.time.ManualTime;
import io.mozpool.time.Time;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import org.awaitility.Awaitility;

/**
 * Ten boards of a server whose time stands still but where the test moves it. A board that is
 * switched on boots at once what is armed for it, if TFTP serves that and it is no bad kernel, and
 * does what it has booted.
 */
final class Rack implements AutoCloseable {

  /** Events of a board that booted well, by the image that it boots. */
  private static final Map<String, List<String>> LIVES =
      Map.of(
          "self-test", List.of("mobile_init_started", "self_test_running", "self_test_ok"),
          "maintenance", List.of("mobile_init_started", "maint_mode"),
          "b2g",
              List.of("mobile_init_started", "b2g_downloading", "b2g_extracting", "b2g_rebooting"));

  private static final String NEXT_DUE =
      "select min(due) from (select min(state_timeout) as due from devices"
          + " union all select min(state_timeout) from requests) as moments";

  private static final String STANDS =
      "select concat_ws(' ', name, state, state_revision) from devices"
          + " union all select concat_ws(' ', id, state, state_revision) from requests";

  /** What is done at once, but after the commit. */
  private static final String UNDER_WAY =
      "select (select count(*) from devices where state in"
          + " ('pxe_power_cycling', 'pc_power_cycling', 'sut_verifying', 'sut_sdcard_verifying'))"
          + " + (select count(*) from requests where state in"
          + " ('new', 'contact_lifeguard', 'contacting_lifeguard'))";

  private record Booting(String device, long revision, String image, String config) {}

  private final ManualTime wall = new ManualTime();
  final TestServer server;
  private final Map<String, Long> seen = new HashMap<>();
  private final Set<String> badConfigs = new HashSet<>();
  private boolean tftp = true;

  Rack(Path directory, int boards) {
    server =
        TestServer.start(
            directory,
            Map.of("lifecycle.pxe_booting", "18s", "lifecycle.pc_rebooting", "1s"),
            new WallTime(wall));
    server.rows().pandas(boards, "board", "ready");
  }

  /** Has no board boot a PXE config from now on. */
  void breakConfig(String name) {
    badConfigs.add(name);
  }

  void mend(String config) {
    badConfigs.remove(config);
  }

  void tftp(boolean serves) {
    tftp = serves;
  }

  /** Requests a device with b2g. */
  long request(String device) {
    Answer answer =
        server.post(
            "/api/device/" + device + "/request/",
            "{\"assignee\": \"me\", \"duration\": 86400, \"image\": \"b2g\", \"b2gbase\": \"x\","
                + " \"wait\": true}");
    settle();
    return Long.parseLong(String.valueOf(answer.at("request.id")));
  }

  String state(long request) {
    return server.text("select state from requests where id = ?", request);
  }

  long count(String sql, Object... parameters) {
    return Long.parseLong(server.text(sql, parameters));
  }

  /** The boards in a state. */
  List<String> in(String state) {
    return server
        .database()
        .all(row -> row.getString(1), "select name from devices where state = ?", state);
  }

  /** How many boards have ever left the state ready. */
  long left() {
    return count(
        "select count(distinct device_id) from device_logs where message like 'ready -> %'");
  }

  /** Lets time pass, with all that happens in it. */
  void pass(Duration duration) {
    LocalDateTime end = now().plus(duration);
    settle();
    for (LocalDateTime next = nextDue(); !next.isAfter(end); next = nextDue()) {
      if (next.isAfter(now())) {
        wall.step(Duration.between(now(), next));
      }
      settle();
    }
    wall.step(Duration.between(now(), end));
    settle();
  }

  private LocalDateTime now() {
    return Moments.now(wall.clock());
  }

  private LocalDateTime nextDue() {
    return server
        .database()
        .first(row -> Optional.ofNullable(row.getObject(1, LocalDateTime.class)), NEXT_DUE)
        .flatMap(due -> due)
        .orElse(LocalDateTime.MAX);
  }

  /** Waits until nothing more happens at this moment. */
  private void settle() {
    List<String> before = List.of();
    List<String> after = stands();
    while (!before.equals(after)) {
      before = after;
      server.part(Devices.class).handleDue();
      server.part(Requests.class).handleDue();
      Awaitility.await()
          .pollDelay(Duration.ofMillis(10))
          .pollInterval(Duration.ofMillis(10))
          .until(() -> count(UNDER_WAY) == 0 && nextDue().isAfter(now()));
      if (boot()) {
        before = List.of();
      }
      after = stands();
    }
  }

  private List<String> stands() {
    return server.database().all(row -> row.getString(1), STANDS);
  }

  /** Whether boards were switched on. */
  private boolean boot() {
    boolean any = false;
    for (Booting booting : booting()) {
      Long last = seen.put(booting.device(), booting.revision());
      if (last == null || last != booting.revision()) {
        any = true;
        if (tftp && !badConfigs.contains(booting.config())) {
          LIVES.get(booting.image()).forEach(event -> server.tell(booting.device(), event));
        }
      }
    }
    return any;
  }

  private List<Booting> booting() {
    return server
        .database()
        .all(
            row ->
                new Booting(row.getString(1), row.getLong(2), row.getString(3), row.getString(4)),
            "select d.name, d.state_revision, i.name, p.name from devices d"
                + " join images i on i.id = d.next_image_id"
                + " join pxe_configs p on p.id = d.armed_pxe_config_id"
                + " where d.state = 'pxe_booting'");
  }

  @Override
  public void close() {
    server.close();
  }

  /** Time whose wall clock is moved by hand, and whose delays are real. */
  private record WallTime(ManualTime wall) implements Time {

    @Override
    public Clock clock() {
      return wall.clock();
    }

    @Override
    public long nanos() {
      return RealTime.TIME.nanos();
    }

    @Override
    public Scheduled after(Duration delay, Executor executor, Runnable task) {
      return RealTime.TIME.after(delay, executor, task);
    }

    @Override
    public Scheduled every(Duration delay, Duration period, Executor executor, Runnable task) {
      return RealTime.TIME.every(delay, period, executor, task);
    }

    @Override
    public Random random(String purpose) {
      return wall.random(purpose);
    }
  }
}
