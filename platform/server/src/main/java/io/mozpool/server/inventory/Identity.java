package io.mozpool.server.inventory;

/**
 * What makes a device the same one, whatever it is called.
 *
 * @param source the inventory's name; empty for a device that came from none
 * @param inventoryId its number there
 */
record Identity(String source, long inventoryId) {

  boolean isOfAnInventory() {
    return !source.isEmpty();
  }

  @Override
  public String toString() {
    return isOfAnInventory() ? source + " " + inventoryId : "of no inventory";
  }
}
