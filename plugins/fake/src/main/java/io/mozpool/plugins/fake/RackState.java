package io.mozpool.plugins.fake;

import io.mozpool.plugins.fake.board.Card;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What outlives the rack: which relays are on and what the cards hold, by board number. A small
 * text file, replaced as a whole a moment after a change, so that a thousand changes at a time are
 * one write.
 */
final class RackState {

  private static final Logger LOG = LoggerFactory.getLogger(RackState.class);
  private static final Pattern RELAY = Pattern.compile("relay ([0-9]{1,8}) on");
  private static final Pattern CARD = Pattern.compile("card ([0-9]{1,8}) (\\S+)");

  private final Path file;
  private final Consumer<Runnable> later;
  private final BitSet relaysOn = new BitSet();
  private final Map<Integer, String> cards = new TreeMap<>();
  private boolean saveIsDue;

  private RackState(Path file, Consumer<Runnable> later) {
    this.file = file;
    this.later = later;
  }

  /**
   * Reads what was saved.
   *
   * @param later runs something a moment later, on the thread that this is used by
   * @throws IOException where that cannot be read
   */
  static RackState load(Path file, Consumer<Runnable> later) throws IOException {
    RackState state = new RackState(file, later);
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        state.read(line);
      }
    }
    return state;
  }

  boolean isRelayOn(int relay) {
    return relaysOn.get(relay);
  }

  void setRelay(int relay, boolean on) {
    if (relaysOn.get(relay) != on) {
      relaysOn.set(relay, on);
      saveSoon();
    }
  }

  Card card(int board) {
    return new Card(
        cards.getOrDefault(board, Card.EMPTY),
        contents -> {
          cards.put(board, contents);
          saveSoon();
        });
  }

  void save() {
    saveIsDue = false;
    try {
      Path next = Files.write(file.resolveSibling(file.getFileName() + ".new"), lines());
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.error("The rack's relays and cards are not saved to {}", file, e);
    }
  }

  private void saveSoon() {
    if (!saveIsDue) {
      saveIsDue = true;
      later.accept(this::save);
    }
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    relaysOn.stream().forEach(relay -> lines.add("relay " + relay + " on"));
    cards.forEach((board, contents) -> lines.add("card " + board + " " + contents));
    return lines;
  }

  private void read(String line) throws IOException {
    Matcher relay = RELAY.matcher(line);
    Matcher card = CARD.matcher(line);
    if (relay.matches()) {
      relaysOn.set(Integer.parseInt(relay.group(1)));
    } else if (card.matches()) {
      cards.put(Integer.parseInt(card.group(1)), card.group(2));
    } else {
      throw new IOException(
          file + ": expected 'relay <number> on' or 'card <number> <image>', not '" + line + "'");
    }
  }
}
