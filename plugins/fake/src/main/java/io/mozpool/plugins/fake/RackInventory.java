package io.mozpool.plugins.fake;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.plugin.inventory.InventorySource;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * The boards of the rack, and the rack where it runs in this process.
 *
 * @param rack what is closed with it
 */
record RackInventory(List<InventoryRecord> records, Closeable rack)
    implements InventorySource, Closeable {

  @Override
  public List<InventoryRecord> devices(Deadline deadline) {
    return records;
  }

  @Override
  public void close() throws IOException {
    rack.close();
  }
}
