package io.mozpool.server.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows by their keys: all that wait at a moment with one query, which costs little more than
 * the query of one. Each query begins after its keys were asked for. Any thread may call.
 *
 * @param <K> a key that is a column of one row
 * @param <V> what is made of a row
 */
public final class GroupReader<K, V> {

  private static final int GROUP = 64;

  private record Asked<K, V>(K key, CompletableFuture<Optional<V>> answer) {}

  private final Executor executor;
  private final RowsByKey<K, V> byKey;
  private final Function<V, K> key;
  private final ConcurrentLinkedQueue<Asked<K, V>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean running = new AtomicBoolean();

  /**
   * @param executor has the queries made, and runs what waits for their answers
   * @param query ends with the column of the keys
   * @param key that of a row
   */
  public GroupReader(
      Database database,
      Executor executor,
      String query,
      Database.RowReader<V> reader,
      Function<V, K> key) {
    this.executor = executor;
    this.byKey = new RowsByKey<>(database, query, reader);
    this.key = key;
  }

  /**
   * The row of a key.
   *
   * @return completed on a thread of the executor; with nothing where there is no such row;
   *     exceptionally, with DatabaseException, where the database failed
   */
  public CompletableFuture<Optional<V>> read(K key) {
    Asked<K, V> asked = new Asked<>(key, new CompletableFuture<>());
    queue.add(asked);
    begin();
    return asked.answer();
  }

  /** One query at a time: what comes meanwhile is the next group. */
  private void begin() {
    if (!queue.isEmpty() && running.compareAndSet(false, true)) {
      executor.execute(this::run);
    }
  }

  private void run() {
    List<Asked<K, V>> group = new ArrayList<>();
    while (group.size() < GROUP && !queue.isEmpty()) {
      group.add(queue.remove());
    }
    Map<K, V> rows = Map.of();
    @Nullable RuntimeException failure = null;
    try {
      rows = rows(group.stream().map(Asked::key).toList());
    } catch (RuntimeException e) {
      failure = e;
    }
    running.set(false);
    begin();
    for (Asked<K, V> asked : group) {
      if (failure == null) {
        asked.answer().complete(Optional.ofNullable(rows.get(asked.key())));
      } else {
        asked.answer().completeExceptionally(failure);
      }
    }
  }

  private Map<K, V> rows(List<K> keys) {
    Map<K, V> rows = new LinkedHashMap<>();
    for (V row : byKey.read(keys)) {
      rows.put(key.apply(row), row);
    }
    return rows;
  }
}
