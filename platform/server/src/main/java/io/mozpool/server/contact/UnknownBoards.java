package io.mozpool.server.contact;

import io.mozpool.server.database.Moments;
import io.mozpool.server.text.Texts;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Boards that ask this server for boot files or send it events, and are no devices: by their
 * address, the last hundred of a day. Any thread may call.
 */
@Singleton
public final class UnknownBoards {

  private static final int MOST = 100;
  private static final Duration KEPT = Duration.ofDays(1);

  private record Heard(UnknownBoard board, LocalDateTime moment) {}

  private final Clock clock;

  /** In the order in which they were last heard. */
  private final Map<InetAddress, Heard> boards = new LinkedHashMap<>();

  private long contacts;

  public UnknownBoards(Clock clock) {
    this.clock = clock;
  }

  /**
   * Notes that one has asked for a file.
   *
   * @param identity its MAC address or serial number, where the file's name tells it
   */
  public void asked(InetAddress source, Optional<String> identity, String protocol, String file) {
    heard(source, identity.orElse(null), null, protocol + " " + shown(file));
  }

  /** Notes that one has sent an event by a name that no device has. */
  public void sent(InetAddress source, String name, String event) {
    heard(source, null, shown(name), "event " + shown(event));
  }

  /** Those of the last day, the last heard first. */
  public synchronized List<UnknownBoard> list() {
    forget();
    return boards.values().stream()
        .sorted(Comparator.comparing(Heard::moment).reversed())
        .map(Heard::board)
        .toList();
  }

  /** How often one of them was heard since the start. */
  public synchronized long contacts() {
    return contacts;
  }

  private synchronized void heard(
      InetAddress source, @Nullable String identity, @Nullable String name, String action) {
    contacts++;
    forget();
    LocalDateTime moment = Moments.now(clock);
    String now = Objects.requireNonNull(Moments.iso(moment));
    Heard before = boards.remove(source);
    UnknownBoard board =
        before == null
            ? new UnknownBoard(source.getHostAddress(), identity, name, 1, now, now, action)
            : new UnknownBoard(
                before.board().address(),
                identity == null ? before.board().identity() : identity,
                name == null ? before.board().name() : name,
                before.board().times() + 1,
                before.board().since(),
                now,
                action);
    boards.put(source, new Heard(board, moment));
    if (boards.size() > MOST) {
      boards.remove(boards.keySet().iterator().next());
    }
  }

  private void forget() {
    LocalDateTime oldest = Moments.now(clock).minus(KEPT);
    Iterator<Heard> heard = boards.values().iterator();
    while (heard.hasNext() && heard.next().moment().isBefore(oldest)) {
      heard.remove();
    }
  }

  private static String shown(String text) {
    return Texts.quoted(text.replaceAll("\\p{Cntrl}", "\ufffd"));
  }
}
