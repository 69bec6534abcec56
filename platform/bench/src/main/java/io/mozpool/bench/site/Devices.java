package io.mozpool.bench.site;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a pool: one hardware type, an image {@code b2g} with its PXE config, and devices that
 * hold it with another boot config. Behind their relays nobody listens.
 */
final class Devices {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  private static final int RELAYS_PER_BANK = 8;
  private static final int RELAYS_PER_BOARD = 32;
  private static final int NOBODY = 9; // the port
  private static final int CHECKED_WITHIN_MILLIS = 600_000;
  private static final int LOOK_EVERY_MILLIS = 10_000;

  private final Database database;
  private final Stock stock;
  private final long server;
  private final LocalDateTime now;

  Devices(Database database, Stock stock, String fqdn) throws BenchException {
    this.database = database;
    this.stock = stock;
    this.server = database.number("select id from imaging_servers where fqdn = ?", fqdn);
    this.now = LocalDateTime.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);
  }

  static String name(int number) {
    return "device" + number;
  }

  static List<String> names(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(Devices::name).toList();
  }

  void load() throws BenchException {
    database.update("insert into hardware_types (type, model) values ('panda', 'ES Rev B2')");
    database.update(
        "insert into images (name, boot_config_keys, installer) values ('b2g', '[\"b2gbase\"]', 'b2g')");
    database.update(
        "insert into pxe_configs (name, contents) values"
            + " ('b2g', 'mobile-imaging-url=http://%SERVER%/scripts/b2g-second-stage.sh')");
    database.update(
        "insert into image_pxe_configs (image_id, hardware_type_id, pxe_config_id)"
            + " select i.id, t.id, p.id from images i, hardware_types t, pxe_configs p");
    loadDevices();
    loadRequests();
    loadWaiting();
    database.update(
        "create table bench_commits (id bigint not null auto_increment primary key,"
            + " client int not null, line varchar(255) not null)");
    // What a pool that grows slowly knows of its tables.
    database.execute("analyze table devices, requests, device_requests");
  }

  private void loadDevices() throws BenchException {
    long type = database.number("select id from hardware_types");
    long image = database.number("select id from images");
    List<Object[]> rows = new ArrayList<>();
    for (int i = 1; i <= stock.devices(); i++) {
      rows.add(
          new Object[] {
            name(i),
            loopback(98, i),
            i,
            "02be%08x".formatted(i),
            type,
            server,
            relay(i),
            stock.watched() ? Fakes.addresses(i) : null,
            stock.state(),
            due(i),
            text(now),
            image
          });
    }
    database.batch(
        "insert into devices (name, fqdn, inventory_id, mac_address, hardware_type_id,"
            + " imaging_server_id, relay_info, addresses, environment, state, state_counters,"
            + " state_timeout, state_since, image_id, boot_config)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, 'bench', ?, '{}', ?, ?, ?,"
            + " '{\"b2gbase\": \"http://example.com/b2g/0\"}')",
        rows);
  }

  private void loadRequests() throws BenchException {
    database.update(
        "insert into requests (imaging_server_id, requested_device, assignee, expires, image_id,"
            + " boot_config, environment, state, state_counters, state_since)"
            + " select imaging_server_id, name, 'bench', ?, image_id, '{}', 'any', 'ready', '{}', ?"
            + " from devices order by id limit "
            + stock.tied(),
        text(now.plusDays(1)),
        text(now));
    database.update(
        "insert into device_requests (device_id, request_id) select d.id, q.id"
            + " from requests q join devices d on d.name = q.requested_device");
  }

  /** They look for a device in turn, as they do that came one after the other. */
  private void loadWaiting() throws BenchException {
    long image = database.number("select id from images");
    List<Object[]> rows = new ArrayList<>();
    for (int i = 1; i <= stock.waiting(); i++) {
      long next = LOOK_EVERY_MILLIS * 1_000_000L / stock.waiting() * i;
      rows.add(
          new Object[] {
            server, text(now.plusDays(1)), image, text(now.plusNanos(next)), text(now)
          });
    }
    database.batch(
        "insert into requests (imaging_server_id, requested_device, assignee, expires, image_id,"
            + " boot_config, environment, state, state_counters, state_timeout, state_since)"
            + " values (?, 'any', 'bench', ?, ?, '{\"b2gbase\": \"http://example.com/b2g/1\"}',"
            + " 'any', 'finding_device', '{\"finding_device\":1}', ?, ?)",
        rows);
  }

  private @Nullable String due(int number) {
    return stock.watched()
        ? text(now.plusNanos(CHECKED_WITHIN_MILLIS * 1_000_000L / stock.devices() * number))
        : null;
  }

  private static String relay(int number) {
    int relay = (number - 1) % RELAYS_PER_BOARD;
    return "%s:%d:bank%d:relay%d"
        .formatted(
            loopback(99, number / RELAYS_PER_BOARD + 1),
            NOBODY,
            relay / RELAYS_PER_BANK + 1,
            relay % RELAYS_PER_BANK + 1);
  }

  private static String text(LocalDateTime moment) {
    return MOMENT.format(moment);
  }

  /** The address of that number in 127.x/16. */
  static String loopback(int x, int number) {
    return "127.%d.%d.%d".formatted(x, number >> 8, number & 255);
  }
}
