package io.mozpool.server.inventory;

import java.util.List;

/**
 * How a sync came out.
 *
 * @param report what was done, or would have been
 * @param reasons sentences: why it was stopped, or nothing could be read
 */
public record SyncResult(Ending ending, SyncReport report, List<String> reasons) {

  /** What became of it. */
  public enum Ending {
    DONE,
    REHEARSED,
    /** Too much would have changed. */
    STOPPED,
    /** Of all inventories. */
    NOTHING_READ
  }
}
