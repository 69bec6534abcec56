package io.mozpool.server.listing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A list that is read in pages, a few at a time, each once for all who wait for it. The latest
 * pages are kept, so that whoever reads at a usual pace finds the rest of its page; whoever is
 * slower has it read anew. So readers hold nothing, however many and slow they are. Any thread may
 * call.
 *
 * @param <P> a place in the order of the list
 */
public final class PagedList<P> {

  static final int ROWS = 1_000;

  /** Of rows that may be a hundred thousand bytes each. */
  public static final int LONG_ROWS = 20;

  /** Some ten pages of usual rows. */
  private static final long BYTES_KEPT = 4_000_000;

  private final Executor executor;
  private final int atOnce;
  private final int rows;
  private final PageSource<P> source;
  private final Map<P, CompletableFuture<ListPage<P>>> waiting = new LinkedHashMap<>();
  private final Map<Long, ListPage<P>> kept = new LinkedHashMap<>();
  private long bytesKept;
  private long pages;
  private int reading;

  /**
   * @param executor reads pages, and completes what was asked for
   * @param atOnce how many pages are read at the same time
   */
  public PagedList(Executor executor, int atOnce, PageSource<P> source) {
    this(executor, atOnce, ROWS, source);
  }

  /**
   * As above.
   *
   * @param rows how many a page has
   */
  public PagedList(Executor executor, int atOnce, int rows, PageSource<P> source) {
    this.executor = executor;
    this.atOnce = atOnce;
    this.rows = rows;
    this.source = source;
  }

  /** The rows behind a place, read after this call. */
  synchronized CompletableFuture<ListPage<P>> behind(P place) {
    CompletableFuture<ListPage<P>> asked =
        waiting.computeIfAbsent(place, each -> new CompletableFuture<>());
    begin();
    return asked;
  }

  /** A page that was read a moment ago. */
  synchronized Optional<ListPage<P>> kept(long number) {
    return Optional.ofNullable(kept.get(number));
  }

  private synchronized void begin() {
    if (reading < atOnce && reading < waiting.size()) {
      reading++;
      executor.execute(this::readNext);
    }
  }

  private void readNext() {
    Map.Entry<P, CompletableFuture<ListPage<P>>> next = next();
    ListPage<P> page = null;
    Throwable failure = null;
    try {
      page = keep(source.behind(next.getKey(), rows));
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    end();
    complete(next.getValue(), page, failure);
  }

  private static <T> void complete(
      CompletableFuture<T> asked, @Nullable T page, @Nullable Throwable failure) {
    if (failure != null) {
      asked.completeExceptionally(failure);
    } else {
      asked.complete(page);
    }
  }

  private synchronized Map.Entry<P, CompletableFuture<ListPage<P>>> next() {
    Map.Entry<P, CompletableFuture<ListPage<P>>> first = waiting.entrySet().iterator().next();
    Map.Entry<P, CompletableFuture<ListPage<P>>> taken =
        Map.entry(first.getKey(), first.getValue());
    waiting.remove(taken.getKey());
    return taken;
  }

  private synchronized void end() {
    reading--;
    begin();
  }

  private synchronized ListPage<P> keep(List<ListRow<P>> read) {
    ListPage<P> page = new ListPage<>(pages++, List.copyOf(read), read.size() < rows);
    kept.put(page.number(), page);
    bytesKept += page.bytes();
    while (bytesKept > BYTES_KEPT && kept.size() > 1) {
      ListPage<P> oldest = kept.values().iterator().next();
      kept.remove(oldest.number());
      bytesKept -= oldest.bytes();
    }
    return page;
  }
}
