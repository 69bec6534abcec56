package io.mozpool.plugin.inventory;

/**
 * Takes what a source has to say beside its devices. The host shows it to people: in its output,
 * after a sync by command, and on a page. A sentence names the device; the same one after each sync
 * is no burden.
 *
 * @since 2.0
 */
public interface InventoryNotes {

  /** Takes notes that nobody reads. */
  InventoryNotes NONE =
      new InventoryNotes() {
        @Override
        public void note(String sentence) {}

        @Override
        public void leaveOut(long inventoryId, String sentence) {}
      };

  /**
   * Something that people should know, such as a device that is skipped because it is no board.
   *
   * @param sentence names the device
   */
  void note(String sentence);

  /**
   * A device of which something was not understood, and which is therefore not among the devices
   * that are handed over. The pool adds no such device, and leaves one that it has as it is.
   *
   * @param inventoryId the device's number in its inventory
   * @param sentence names the device and what was not understood
   */
  void leaveOut(long inventoryId, String sentence);
}
