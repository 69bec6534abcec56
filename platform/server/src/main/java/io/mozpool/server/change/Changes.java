package io.mozpool.server.change;

import io.mozpool.server.change.Change.Kind;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes what this server has changed, after the commit, until somebody takes it; the same change is
 * noted once. While nobody watches, nothing is. Any thread may call; no method blocks.
 */
@Singleton
public final class Changes {

  private final Set<Change> noted = ConcurrentHashMap.newKeySet();
  private volatile boolean watched;

  /** A device is not as it was. */
  public void device(long id) {
    machine(Kind.DEVICE, id);
  }

  /** A request is not as it was. */
  public void request(long id) {
    machine(Kind.REQUEST, id);
  }

  /**
   * A machine is not as it was.
   *
   * @param word {@code device} or {@code request}
   */
  public void machine(String word, long id) {
    machine(word.equals("device") ? Kind.DEVICE : Kind.REQUEST, id);
  }

  /** There is no device of this name any more. */
  public void deviceGone(String name) {
    note(Kind.DEVICE_GONE, name);
  }

  /** There is no request of this number any more. */
  public void requestGone(long id) {
    machine(Kind.REQUEST_GONE, id);
  }

  /** Images, PXE configs, hardware types or environments are not what they were. */
  public void catalogue() {
    note(Kind.CATALOGUE, "");
  }

  /** Imaging servers or their leases are not what they were. */
  public void servers() {
    note(Kind.SERVERS, "");
  }

  /** Says whether anything is to be noted. */
  public void watch(boolean watch) {
    watched = watch;
    if (!watch) {
      noted.clear();
    }
  }

  /** What was noted since it was last taken. What changes again meanwhile is noted again. */
  public List<Change> take() {
    List<Change> taken = new ArrayList<>();
    for (Iterator<Change> each = noted.iterator(); each.hasNext(); ) {
      taken.add(each.next());
      each.remove();
    }
    return taken;
  }

  private void machine(Kind kind, long id) {
    if (watched) {
      note(kind, Long.toString(id));
    }
  }

  private void note(Kind kind, String key) {
    if (watched) {
      noted.add(new Change(kind, key));
    }
  }
}
