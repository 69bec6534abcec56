package io.mozpool.server.inventory;

import io.mozpool.plugin.inventory.InventoryNotes;
import io.mozpool.server.text.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps what a source says beside its devices, but no more of it than people read. Safe for use by
 * any thread.
 */
final class SourceNotes implements InventoryNotes {

  private static final int MOST = 1_000;

  private final String source;
  private final List<String> sentences = new ArrayList<>();
  private final Set<Identity> leftOut = new HashSet<>();
  private int dropped;

  SourceNotes(String source) {
    this.source = source;
  }

  @Override
  public synchronized void note(String sentence) {
    if (sentences.size() < MOST) {
      sentences.add("inventory '%s': %s".formatted(source, Texts.quoted(sentence)));
    } else {
      dropped++;
    }
  }

  @Override
  public synchronized void leaveOut(long inventoryId, String sentence) {
    leftOut.add(new Identity(source, inventoryId));
    note(sentence);
  }

  /** A sentence for each note. */
  synchronized List<String> sentences() {
    List<String> all = new ArrayList<>(sentences);
    if (dropped > 0) {
      all.add("inventory '%s': %d more notes".formatted(source, dropped));
    }
    return all;
  }

  /** The devices that the source has not understood. */
  synchronized Set<Identity> leftOut() {
    return Set.copyOf(leftOut);
  }
}
