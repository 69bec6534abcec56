package io.mozpool.server.request;

import io.micronaut.json.tree.JsonNode;
import io.mozpool.server.database.Database;
import io.mozpool.server.json.Json;
import io.mozpool.server.request.RequestView.Wish;
import io.mozpool.time.Time;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
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
 * The devices that are free, as far as this server knows. All are read now and then, and in between
 * those that it hears of. What it knows may be old: who claims a device has the last word. One
 * thread at a time; any may tell of devices.
 */
final class FreeDevices {

  private static final String ALL =
      """
      select d.id, d.name, d.environment, d.boot_config, i.name as image
      from devices d left join images i on i.id = d.image_id
      where d.state = 'ready' and not exists (select 1 from device_requests r where r.device_id = d.id)
      """;

  /** To read more of them one by one is no gain. */
  private static final int FEW = 64;

  /** What is on a device. */
  private record Content(@Nullable String image, JsonNode bootConfig) {}

  /** A device that was free when it was read. */
  record Free(long id, String name, String environment, Content content) {}

  private final Time time;
  private final Database database;
  private final Json json;
  private final Set<Long> heard = ConcurrentHashMap.newKeySet();
  private final Map<Long, Free> byId = new LinkedHashMap<>(); // in the order of chance
  private final Map<String, Free> byName = new HashMap<>();
  private final Map<String, Map<Long, Free>> byEnvironment = new HashMap<>();
  private final Map<Content, Map<Long, Free>> byContent = new HashMap<>();
  private long readAt;
  private long took = -1;

  FreeDevices(Database database, Json json, Time time) {
    this.time = time;
    this.database = database;
    this.json = json;
  }

  /** A device has become free, or is changed. */
  void hear(long device) {
    heard.add(device);
  }

  /** How long ago all were read; long ago where they never were. */
  Duration age() {
    return took < 0 ? Duration.ofDays(1) : time.since(readAt);
  }

  /**
   * How long all are not to be read again, so that the database is left to others half of the time.
   */
  Duration rest() {
    Duration rest = Duration.ofNanos(2 * Math.max(0, took)).minus(age());
    return rest.isNegative() ? Duration.ZERO : rest;
  }

  /** Reads all, in an order of chance, so that servers seldom choose the same. */
  void readAll() {
    readAt = time.nanos();
    heard.clear();
    List<Free> all = database.all(this::read, ALL);
    Collections.shuffle(all, time.random("free devices"));
    byId.clear();
    byName.clear();
    byEnvironment.clear();
    byContent.clear();
    all.forEach(this::add);
    took = time.nanos() - readAt;
  }

  /** Reads those that it has heard of. */
  void readHeard() {
    List<Long> ids = new ArrayList<>(heard);
    if (ids.size() > FEW) {
      readAll();
      return;
    }
    for (long id : ids) {
      heard.remove(id);
      Optional.ofNullable(byId.get(id)).ifPresent(this::remove);
      database.first(this::read, ALL + " and d.id = ?", id).ifPresent(this::add);
    }
  }

  /** One that fits a wish; if there is, one that need not be imaged. */
  Optional<Free> choose(Wish wish, Predicate<Free> suitable) {
    Predicate<Free> fitting = suitable.and(free -> wish.fits(free.name(), free.environment()));
    if (!wish.anyDevice()) {
      return Optional.ofNullable(byName.get(wish.device())).filter(fitting);
    }
    Optional<Free> same =
        wish.reusable()
            ? first(byContent.get(content(wish.image(), wish.bootConfig())), fitting)
            : Optional.empty();
    return same.or(
        () ->
            wish.environment().equals(Wish.ANY)
                ? first(byId, fitting)
                : first(byEnvironment.get(wish.environment()), fitting));
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
        content(row.getString("image"), row.getString("boot_config")));
  }

  private Content content(@Nullable String image, @Nullable String bootConfig) {
    return new Content(image, json.bootConfig(bootConfig));
  }

  private static Optional<Free> first(@Nullable Map<Long, Free> all, Predicate<Free> fitting) {
    return all == null ? Optional.empty() : all.values().stream().filter(fitting).findFirst();
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
