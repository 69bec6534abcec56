package io.mozpool.server.stream;

import io.mozpool.server.change.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The latest changes of this server and of those that it hears of. */
final class Rings {

  private final Map<Long, Ring> byServer = new LinkedHashMap<>();

  /**
   * Has the changes of a server go on after a mark.
   *
   * @return whether some of them may have been missed: they did not stand there before
   */
  boolean goOn(long server, Mark mark) {
    Ring ring = byServer.get(server);
    if (ring != null && ring.last().equals(mark)) {
      return false;
    }
    byServer.put(server, new Ring(mark));
    return true;
  }

  /** Where the changes of a server stand; empty for one that nothing was heard of. */
  Optional<Mark> last(long server) {
    return Optional.ofNullable(byServer.get(server)).map(Ring::last);
  }

  /**
   * Adds a change of a server that is known.
   *
   * @return its mark
   */
  Mark add(long server, Change change) {
    Ring ring = byServer.get(server);
    if (ring == null) {
      throw new IllegalStateException("nobody listens to server " + server);
    }
    return ring.add(change);
  }

  /** All changes after a position; empty where not all of them are known. */
  Optional<List<Change>> since(Position position) {
    if (!byServer.keySet().equals(position.marks().keySet())) {
      return Optional.empty();
    }
    List<Change> all = new ArrayList<>();
    for (Map.Entry<Long, Mark> each : position.marks().entrySet()) {
      Optional<List<Change>> missed = since(each.getKey(), each.getValue());
      if (missed.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(missed.get());
    }
    return Optional.of(all);
  }

  /** All changes of one server after a mark; empty where not all of them are known. */
  Optional<List<Change>> since(long server, Mark mark) {
    return Optional.ofNullable(byServer.get(server)).flatMap(ring -> ring.since(mark));
  }

  /** Where all stand. */
  Position position() {
    Map<Long, Mark> marks = new LinkedHashMap<>();
    byServer.forEach((server, ring) -> marks.put(server, ring.last()));
    return new Position(marks);
  }

  /** Forgets all servers but one. */
  void keepOnly(long server) {
    byServer.keySet().removeIf(each -> each != server);
  }

  void clear() {
    byServer.clear();
  }
}
