package io.mozpool.server.request;

import io.micronaut.json.tree.JsonNode;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.RowsByKey;
import io.mozpool.server.json.Json;
import io.mozpool.server.request.RequestView.Wish;
import io.mozpool.time.Time;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The devices that are free, as far as this server knows. In between looks at all of them it reads
 * those that it hears of. What it knows may be old: who claims a device has the last word. One
 * thread at a time; any may tell of devices.
 */
final class FreeDevices {

  private static final String FREE =
      "d.state = 'ready'"
          + " and not exists (select 1 from device_requests r where r.device_id = d.id)";

  private static final String ALL =
      "select d.id, d.name, d.environment, d.hardware_type_id, d.boot_config, i.name as image"
          + " from devices d left join images i on i.id = d.image_id where "
          + FREE;

  /** What tells whether anything is new; where every device is held, it costs little. */
  private static final String WHICH = "select d.id, d.environment from devices d where " + FREE;

  /** What is on a device may have changed unseen after so long. */
  private static final Duration OLD = Duration.ofSeconds(10);

  /** To read more of them one by one is no gain. */
  private static final int FEW = 64;

  /** What is on a device. */
  private record Content(@Nullable String image, JsonNode bootConfig) {}

  /**
   * A device that was free when it was read.
   *
   * @param hardwareType the row of its hardware type; 0 for none
   */
  record Free(long id, String name, String environment, long hardwareType, Content content) {}

  private final Time time;
  private final Database database;
  private final RowsByKey<Long, Free> each;
  private final Json json;
  private final Set<Long> heard = ConcurrentHashMap.newKeySet();
  private final Map<Long, Free> byId = new LinkedHashMap<>(); // in the order of chance
  private final Map<String, Free> byName = new HashMap<>();
  private final Map<String, Map<Long, Free>> byEnvironment = new HashMap<>();
  private final Map<Content, Map<Long, Free>> byContent = new HashMap<>();
  private long readAt;
  private long lookedAt;
  private long took = -1;

  FreeDevices(Database database, Json json, Time time) {
    this.time = time;
    this.database = database;
    this.each = new RowsByKey<>(database, ALL + " and d.id", this::read);
    this.json = json;
  }

  /** A device has become free, or is changed. */
  void hear(long device) {
    heard.add(device);
  }

  /** Whether so much may have changed unseen that all are to be looked through first. */
  boolean isOld() {
    return took < 0 || time.since(lookedAt).compareTo(OLD) > 0;
  }

  /**
   * How long all are not to be looked through again, so that the database is left to others half of
   * the time.
   */
  Duration rest() {
    Duration rest = Duration.ofNanos(2 * Math.max(0, took)).minus(time.since(lookedAt));
    return rest.isNegative() ? Duration.ZERO : rest;
  }

  /** Finds out which are free, whoever changed it. */
  void look() {
    lookedAt = time.nanos();
    if (took < 0 || time.since(readAt).compareTo(OLD) > 0) {
      readAll();
    } else {
      readNew();
    }
    took = time.nanos() - lookedAt;
  }

  /** Reads those that it has heard of. */
  void readHeard() {
    List<Long> ids = List.copyOf(heard);
    if (ids.size() > FEW) {
      readAll();
      return;
    }
    ids.forEach(
        id -> {
          heard.remove(id);
          Optional.ofNullable(byId.get(id)).ifPresent(this::remove);
        });
    each.read(ids).forEach(this::add);
  }

  /** In an order of chance, so that servers seldom choose the same. */
  private void readAll() {
    readAt = time.nanos();
    heard.clear();
    List<Free> all = database.all(this::read, ALL);
    Collections.shuffle(all, time.random("free devices"));
    byId.clear();
    byName.clear();
    byEnvironment.clear();
    byContent.clear();
    all.forEach(this::add);
  }

  private void readNew() {
    Map<Long, String> free = new HashMap<>();
    database
        .all(row -> Map.entry(row.getLong(1), row.getString(2)), WHICH)
        .forEach(each -> free.put(each.getKey(), each.getValue()));
    List.copyOf(byId.values()).stream()
        .filter(known -> !known.environment().equals(free.get(known.id())))
        .forEach(this::remove);
    free.keySet().removeAll(byId.keySet());
    heard.addAll(free.keySet());
    readHeard();
  }

  boolean isEmpty() {
    return byId.isEmpty();
  }

  /** One that fits a wish; if there is, one that need not be imaged. */
  Optional<Free> choose(Wish wish, Predicate<Free> suitable) {
    if (!wish.anyDevice()) {
      return Optional.ofNullable(byName.get(wish.device()))
          .filter(free -> wish.takesEnvironment(free.environment()))
          .filter(suitable);
    }
    Map<Long, Free> fitting =
        wish.environment().equals(Wish.ANY)
            ? byId
            : byEnvironment.getOrDefault(wish.environment(), Map.of());
    return wish.reusable() && !fitting.isEmpty()
        ? holder(wish, suitable).or(() -> first(fitting, suitable))
        : first(fitting, suitable);
  }

  /** Whether a device holds what a wish can reuse, so that it need not boot for it. */
  boolean holds(Free device, Wish wish) {
    return wish.reusable() && device.content().equals(content(wish.image(), wish.bootConfig()));
  }

  private Optional<Free> holder(Wish wish, Predicate<Free> suitable) {
    Content content = content(wish.image(), wish.bootConfig());
    return first(
        byContent.getOrDefault(content, Map.of()),
        suitable.and(free -> wish.takesEnvironment(free.environment())));
  }

  /** Somebody has it. */
  void remove(Free free) {
    byId.remove(free.id());
    byName.remove(free.name());
    remove(byEnvironment, free.environment(), free);
    remove(byContent, free.content(), free);
  }

  private void add(Free free) {
    byId.put(free.id(), free);
    byName.put(free.name(), free);
    byEnvironment
        .computeIfAbsent(free.environment(), any -> new LinkedHashMap<>())
        .put(free.id(), free);
    byContent.computeIfAbsent(free.content(), any -> new LinkedHashMap<>()).put(free.id(), free);
  }

  private Free read(ResultSet row) throws SQLException {
    return new Free(
        row.getLong("id"),
        row.getString("name"),
        row.getString("environment"),
        row.getLong("hardware_type_id"),
        content(row.getString("image"), row.getString("boot_config")));
  }

  private Content content(@Nullable String image, @Nullable String bootConfig) {
    return new Content(image, json.bootConfig(bootConfig));
  }

  private static Optional<Free> first(Map<Long, Free> all, Predicate<Free> suitable) {
    return all.values().stream().filter(suitable).findFirst();
  }

  private static <K> void remove(Map<K, Map<Long, Free>> groups, K key, Free free) {
    groups.computeIfPresent(
        key,
        (same, group) -> {
          group.remove(free.id());
          return group.isEmpty() ? null : group;
        });
  }
}
