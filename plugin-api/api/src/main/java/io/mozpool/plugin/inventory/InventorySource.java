package io.mozpool.plugin.inventory;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import java.util.List;

/**
 * Where the pool learns which devices there are. It only tells; what that changes in the pool is
 * the host's business.
 *
 * <p>Nothing of a device is empty because it was not understood: such a device is left out, by
 * {@link InventoryNotes#leaveOut}.
 *
 * @since 1.0
 */
@FunctionalInterface
public interface InventorySource {

  /**
   * All devices that belong to the pool. Called by the host on a thread of its own, one call at a
   * time; blocks until all are read, and takes every timeout from the deadline.
   *
   * @throws DriverException where the inventory could not be read whole: half a list is never
   *     returned
   * @throws InterruptedException where the thread was interrupted
   */
  List<InventoryRecord> devices(Deadline deadline) throws DriverException, InterruptedException;

  /**
   * As {@link #devices(Deadline)}, with notes for people. The host calls this method; a source that
   * has no notes need not override it.
   *
   * @since 2.0
   */
  default List<InventoryRecord> devices(Deadline deadline, InventoryNotes notes)
      throws DriverException, InterruptedException {
    return devices(deadline);
  }
}
