package io.mozpool.server.listing;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads a list for one client, a portion whenever the client has taken the one before. Between two
 * portions it holds a place and no rows. One thread at a time may call.
 */
final class ListReader<P> {

  private static final int PORTION = 32_768;
  private static final byte[] NOTHING = new byte[0];

  private final PagedList<P> list;
  private final Predicate<P> isOver;
  private final long most;
  private P place;
  private long count;
  private long page = -1;
  private int index;
  private boolean end;

  /**
   * @param place where to begin, behind it
   * @param isOver of a place: whether the list ends before it
   * @param most rows
   */
  ListReader(PagedList<P> list, P place, Predicate<P> isOver, long most) {
    this.list = list;
    this.place = place;
    this.isOver = isOver;
    this.most = most;
  }

  /** Reads the first rows; all that follows is read when it is asked for. */
  CompletableFuture<byte[]> begin() {
    return read();
  }

  /** Whether all was read. */
  boolean isAtEnd() {
    return end;
  }

  /** The rest, a portion at a time. */
  Flux<byte[]> rest() {
    return Mono.defer(() -> end ? Mono.<byte[]>empty() : Mono.fromFuture(next()))
        .repeat(() -> !end)
        .filter(portion -> portion.length > 0);
  }

  private CompletableFuture<byte[]> next() {
    Optional<ListPage<P>> kept = list.kept(page);
    return kept.isPresent() && index < kept.get().rows().size()
        ? CompletableFuture.completedFuture(portion(kept.get()))
        : read();
  }

  private CompletableFuture<byte[]> read() {
    return list.behind(place)
        .thenApply(
            fresh -> {
              page = fresh.number();
              index = 0;
              return portion(fresh);
            });
  }

  private byte[] portion(ListPage<P> from) {
    ByteArrayOutputStream portion = new ByteArrayOutputStream(PORTION + PORTION / 4);
    while (portion.size() < PORTION && !end) {
      ListRow<P> row = index < from.rows().size() ? from.rows().get(index) : null;
      end = count == most || (row == null ? from.isLast() : isOver.test(row.place()));
      if (row == null || end) {
        break;
      }
      add(row, portion);
    }
    boolean isAll = index == from.rows().size() && from.isLast();
    end = end || isAll || count == most;
    return portion.size() == 0 ? NOTHING : portion.toByteArray();
  }

  private void add(ListRow<P> row, ByteArrayOutputStream portion) {
    if (count > 0) {
      portion.write(',');
    }
    portion.writeBytes(row.json());
    place = row.place();
    index++;
    count++;
  }
}
