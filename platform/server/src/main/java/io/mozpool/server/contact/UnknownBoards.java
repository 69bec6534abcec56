package io.mozpool.server.contact;

import io.mozpool.server.database.Moments;
import io.mozpool.server.text.Texts;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

  /** Of one address, which may be several boards' in turn, or somebody's who makes them up. */
  private static final int OF_AN_ADDRESS = 10;

  private static final Duration KEPT = Duration.ofDays(1);

  private record Heard(UnknownBoard board, LocalDateTime moment) {

    boolean isAt(String address) {
      return board.address().equals(address);
    }

    /** Whether nothing that is known of it speaks against it. */
    boolean mayBe(@Nullable String identity, @Nullable String name) {
      return agree(board.identity(), identity) && agree(board.name(), name);
    }

    private static boolean agree(@Nullable String one, @Nullable String other) {
      return one == null || other == null || one.equals(other);
    }
  }

  private final Clock clock;

  /** In the order in which they were last heard. */
  private final List<Heard> boards = new ArrayList<>();

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
    return boards.stream()
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
    String address = source.getHostAddress();
    Heard before = take(address, identity, name);
    UnknownBoard board =
        before == null
            ? new UnknownBoard(address, identity, name, 1, now, now, action)
            : new UnknownBoard(
                before.board().address(),
                identity == null ? before.board().identity() : identity,
                name == null ? before.board().name() : name,
                before.board().times() + 1,
                before.board().since(),
                now,
                action);
    boards.add(new Heard(board, moment));
    List<Heard> there = boards.stream().filter(each -> each.isAt(address)).toList();
    if (there.size() > OF_AN_ADDRESS) {
      boards.remove(there.get(0));
    } else if (boards.size() > MOST) {
      boards.remove(0);
    }
  }

  /** The last one at an address that may be the same board; null where there is none. */
  private @Nullable Heard take(String address, @Nullable String identity, @Nullable String name) {
    for (int i = boards.size() - 1; i >= 0; i--) {
      if (boards.get(i).isAt(address) && boards.get(i).mayBe(identity, name)) {
        return boards.remove(i);
      }
    }
    return null;
  }

  private void forget() {
    LocalDateTime oldest = Moments.now(clock).minus(KEPT);
    boards.removeIf(each -> each.moment().isBefore(oldest));
  }

  private static String shown(String text) {
    return Texts.quoted(text.replaceAll("[\\p{Cc}\\p{Cf}]", "\ufffd"));
  }
}
