package io.mozpool.testkit;

import io.mozpool.plugin.inventory.InventoryNotes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps what an inventory source says beside its devices. For use by one thread.
 *
 * @since 2.0
 */
public final class RecordedNotes implements InventoryNotes {

  private final List<String> notes = new ArrayList<>();
  private final Map<Long, String> leftOut = new LinkedHashMap<>();

  @Override
  public void note(String sentence) {
    notes.add(sentence);
  }

  @Override
  public void leaveOut(long inventoryId, String sentence) {
    leftOut.put(inventoryId, sentence);
  }

  /** The notes, in their order. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** The sentences about devices that were left out, by their numbers, in their order. */
  public Map<Long, String> leftOut() {
    return new LinkedHashMap<>(leftOut);
  }
}
