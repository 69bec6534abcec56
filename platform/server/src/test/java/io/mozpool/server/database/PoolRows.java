package io.mozpool.server.database;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fills a pool's tables: board type {@code panda} with PXE configs for all its images but {@code
 * nopxe}, board type {@code bare} with none, and what a test adds.
 */
public final class PoolRows {

  private static final int PANDA = 1;
  private static final int BARE = 2;

  private final Database database;

  public PoolRows(Database database) {
    this.database = database;
  }

  /** Board types, images and PXE configs; ids as they come. */
  public PoolRows catalogue() {
    database.update(
        "insert into hardware_types (type, model) values ('panda', 'ES Rev B2'), ('bare', 'A')");
    database.update(
        """
        insert into images (name, boot_config_keys, can_reuse, hidden, has_sut_agent) values
          ('b2g', '["b2gbase"]', 0, 0, 1), ('android', '[]', 1, 0, 0),
          ('self-test', null, 0, 1, 0), ('maintenance', '[]', 0, 1, 0), ('nopxe', '["a","b"]', 1, 0, 1)
        """);
    database.update(
        """
        insert into pxe_configs (name, description, contents, active) values
          ('fake-b2g', 'fake b2g config', 'b2g at %IPADDRESS% of %SERVER%', 1),
          ('fake-android', 'fake android config', 'android', 1),
          ('fake-selftest', 'fake self-test config', 'selftest', 1),
          ('fake-maintenance', 'fake maintenance config', 'maintenance', 1), ('old-b2g', null, null, 0)
        """);
    database.update(
        "insert into image_pxe_configs (image_id, hardware_type_id, pxe_config_id)"
            + " values (1, 1, 1), (2, 1, 2), (3, 1, 3), (4, 1, 4)");
    return this;
  }

  /** A panda of this server. */
  public long panda(String name, String state) {
    return device(name, state, PANDA, 1);
  }

  /** A board without power, agent and probe. */
  public long bare(String name, String state) {
    return device(name, state, BARE, 1);
  }

  /** A panda of another imaging server. */
  public long foreign(String name, String state) {
    return device(name, state, PANDA, 2);
  }

  /** Pandas {@code name1}, {@code name2} and so on. */
  public List<Long> pandas(int count, String name, String state) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> panda(name + i, state)).toList();
  }

  /** A device of no board type, for tests that know of none. */
  public long device(String name, String state) {
    return device(name, state, null, 1);
  }

  private long device(String name, String state, @Nullable Integer type, int server) {
    long number =
        database.first(row -> row.getLong(1), "select count(*) from devices").orElseThrow() + 1;
    return database.insert(
        "insert into devices (name, fqdn, inventory_id, mac_address, hardware_type_id,"
            + " imaging_server_id, environment, state, state_counters) values (?, ?, ?, ?, ?, ?, ?, ?, '{}')",
        name,
        name + ".fqdn",
        number,
        "%012x".formatted(number),
        type,
        server,
        "none",
        state);
  }

  /** A request of this server that lives for an hour. */
  public long request(String device, String image, String state) {
    return database.insert(
        "insert into requests (imaging_server_id, requested_device, assignee, expires, image_id,"
            + " boot_config, environment, state, state_counters)"
            + " select 1, ?, 'me', ?, id, '{}', 'any', ?, '{}' from images where name = ?",
        device,
        in(Duration.ofHours(1)),
        state,
        image);
  }

  public void tie(long device, long request) {
    database.update(
        "insert into device_requests (device_id, request_id) values (?, ?)", device, request);
  }

  /** Sets columns of a device. */
  public void set(long device, String assignments, @Nullable Object... values) {
    @Nullable Object[] all = Arrays.copyOf(values, values.length + 1);
    all[values.length] = device;
    database.update("update devices set " + assignments + " where id = ?", all);
  }

  /** A moment that far from now, as a parameter. */
  public static @Nullable String in(Duration wait) {
    return Moments.text(Moments.now(Clock.systemUTC()).plus(wait));
  }
}
