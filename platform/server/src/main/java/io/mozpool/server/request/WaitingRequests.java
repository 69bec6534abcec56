package io.mozpool.server.request;

import io.mozpool.server.cluster.Leases;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.RowsByKey;
import io.mozpool.server.request.RequestView.Wish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The requests of this server that look for a device, as far as it knows. In between looks at all
 * of them it reads those that it hears of. One thread at a time; any may tell of requests.
 */
final class WaitingRequests {

  private static final String ALL =
      "select q.id, q.requested_device from requests q"
          + " where q.imaging_server_id in (%s) and q.state = 'finding_device'";

  private static final String EACH =
      """
      select q.id, q.imaging_server_id, q.requested_device, q.environment, q.boot_config,
        i.name as image, i.can_reuse, n.id as named
      from requests q
        join images i on i.id = q.image_id
        left join devices n on n.name = q.requested_device
      where q.state = 'finding_device' and q.id\
      """;

  /**
   * A request that waits.
   *
   * @param server the imaging server that it belongs to
   * @param named the device that it names; 0 for none
   */
  record Waiting(long id, Wish wish, long server, long named) {}

  private final Database database;
  private final Leases leases;
  private final RowsByKey<Long, Waiting> each;
  private final Set<Long> heard = ConcurrentHashMap.newKeySet();
  private final Map<Long, Waiting> forNamed = new TreeMap<>(); // oldest first
  private final Map<Long, Waiting> forAny = new TreeMap<>();
  private final Set<Long> lookedFor = new HashSet<>();

  WaitingRequests(Database database, Leases leases) {
    this.database = database;
    this.leases = leases;
    this.each = new RowsByKey<>(database, EACH, WaitingRequests::read);
  }

  /** A request has begun to wait, or waits no more. */
  void hear(long request) {
    heard.add(request);
  }

  /**
   * Finds out who waits, whoever changed it; what they wish for is read of new ones, and of those
   * whose device has another name by now.
   */
  void readAll() {
    heard.clear();
    Map<Long, String> all = new HashMap<>();
    database
        .all(row -> Map.entry(row.getLong(1), row.getString(2)), ALL.formatted(leases.servers()))
        .forEach(request -> all.put(request.getKey(), request.getValue()));
    forNamed.values().removeIf(known -> !known.wish().device().equals(all.get(known.id())));
    forAny.keySet().retainAll(all.keySet());
    all.keySet().removeIf(id -> forNamed.containsKey(id) || forAny.containsKey(id));
    read(all.keySet());
  }

  /**
   * Reads those that it has heard of.
   *
   * @return those of them that wait
   */
  List<Waiting> readHeard() {
    List<Long> ids = List.copyOf(heard);
    ids.forEach(
        id -> {
          heard.remove(id);
          remove(id);
        });
    return read(ids);
  }

  boolean isEmpty() {
    return forNamed.isEmpty() && forAny.isEmpty();
  }

  /** Those for a named device, then those for any, each oldest first. */
  Stream<Waiting> inOrder() {
    return Stream.concat(forNamed.values().stream(), forAny.values().stream());
  }

  /** It is to get a device. */
  void remove(long request) {
    forNamed.remove(request);
    forAny.remove(request);
    lookedFor.remove(request);
  }

  /** All devices were looked through for all who wait. */
  void looked() {
    lookedFor.clear();
    lookedFor.addAll(forAny.keySet());
  }

  /**
   * Whether somebody waits for any device for whom all were not looked through, nor for one before
   * who wants as much. Who names a device has been given it, if it was free.
   */
  boolean hasNews() {
    List<Waiting> fresh = new ArrayList<>(forAny.values());
    fresh.removeIf(request -> lookedFor.contains(request.id()));
    if (fresh.isEmpty()) {
      return false;
    }
    Set<String> environments =
        forAny.values().stream()
            .filter(request -> lookedFor.contains(request.id()))
            .map(request -> request.wish().environment())
            .collect(Collectors.toSet());
    return fresh.stream().anyMatch(request -> !environments.contains(request.wish().environment()));
  }

  private List<Waiting> read(Collection<Long> ids) {
    List<Waiting> waiting = new ArrayList<>(each.read(ids));
    waiting.removeIf(request -> leases.of(request.server()).isEmpty());
    waiting.forEach(
        request -> (request.wish().anyDevice() ? forAny : forNamed).put(request.id(), request));
    return waiting;
  }

  private static Waiting read(ResultSet row) throws SQLException {
    String bootConfig = row.getString("boot_config");
    return new Waiting(
        row.getLong("id"),
        new Wish(
            row.getString("requested_device"),
            row.getString("environment"),
            row.getString("image"),
            bootConfig == null ? "{}" : bootConfig,
            row.getBoolean("can_reuse")),
        row.getLong("imaging_server_id"),
        row.getLong("named"));
  }
}
