package io.mozpool.cli.db;

import io.mozpool.server.database.Moments;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** The rows of a pool of fake boards. */
final class FakePool {

  private static final int ASSIGNEES = 5;

  private final FakeRack rack;
  private final Rows rows;
  private final LocalDateTime now;
  private final long server;
  private final long board;
  private final long b2g;

  private FakePool(FakeRack rack, Rows rows, LocalDateTime now)
      throws SQLException, RefusedException {
    this.rack = rack;
    this.rows = rows;
    this.now = now;
    this.server = rows.imagingServer(rack.server());
    this.board =
        rows.insert(Row.of("hardware_types").set("type", "panda").set("model", "ES Rev B2"));
    this.b2g = image("b2g", "[\"b2gbase\"]", "b2g");
    image("android", "[]", "android");
    image("self-test", "[]", null);
    image("maintenance", "[]", null);
  }

  /** Stores a whole pool where there is none. */
  static void fill(Rows rows, FakeRack rack, int requests, LocalDateTime now)
      throws SQLException, RefusedException {
    rows.requireEmptyPool();
    FakePool pool = new FakePool(rack, rows, now);
    for (int relayBoard = 1; relayBoard <= rack.relayBoards(); relayBoard++) {
      pool.relayBoard(relayBoard);
    }
    for (int device = 1; device <= rack.boards(); device++) {
      pool.device(device);
    }
    for (int request = 1; request <= requests; request++) {
      pool.request(request);
    }
  }

  /** Those that a plugin installs can be asked for; the others are hidden. */
  private long image(String name, String keys, @Nullable String installer) throws RefusedException {
    long image =
        rows.insert(
            Row.of("images")
                .set("name", name)
                .set("boot_config_keys", keys)
                .set("can_reuse", name.equals("android"))
                .set("hidden", installer == null)
                .set("has_sut_agent", false)
                .set("installer", installer));
    String file = name.replace("-", "");
    String arguments = name.equals("maintenance") ? " ip=%IPADDRESS%" : "";
    long pxeConfig =
        rows.insert(
            Row.of("pxe_configs")
                .set("name", "fake-" + file)
                .set("description", "fake " + name + " config")
                .set("contents", "mobile-imaging-url=fake/" + file + "-second-stage.sh" + arguments)
                .set("active", true));
    rows.insert(
        Row.of("image_pxe_configs")
            .set("image_id", image)
            .set("hardware_type_id", board)
            .set("pxe_config_id", pxeConfig));
    return image;
  }

  private void relayBoard(int number) throws RefusedException {
    rows.insert(
        Row.of("relay_boards")
            .set("name", "relay-" + number)
            .set("fqdn", rack.relayBoard(number))
            .set("imaging_server_id", server));
  }

  /** A new device: the server that finds it has it test itself, and then it can be asked for. */
  private void device(int number) throws RefusedException {
    String name = rack.name(number);
    rows.insert(
        Row.of("devices")
            .set("name", name)
            .set("fqdn", name + ".fqdn")
            .set("inventory_id", 1111 * number)
            .set("mac_address", rack.macAddress(number))
            .set("hardware_type_id", board)
            .set("imaging_server_id", server)
            .set("relay_info", rack.relay(number))
            .set("addresses", rack.addresses(number))
            .set("environment", number % 2 == 1 ? "even" : "odd") // as those who count from 0 say
            .set("state", "new")
            .set("state_counters", "{}")
            .set("state_timeout", Moments.text(now))
            .set("state_since", Moments.text(now))
            .set("boot_config", ""));
  }

  private void request(int number) throws RefusedException {
    rows.insert(
        Row.of("requests")
            .set("requested_device", "any")
            .set("assignee", "user%d@example.com".formatted((number - 1) % ASSIGNEES + 1))
            .set("expires", Moments.text(now.plus(Duration.ofHours(1))))
            .set("image_id", b2g)
            .set("boot_config", "{\"b2gbase\": \"http://127.0.0.1/b2g/\"}")
            .set("environment", "any")
            .set("imaging_server_id", server)
            .set("state", "new")
            .set("state_counters", "{}")
            .set("state_since", Moments.text(now)));
  }
}
