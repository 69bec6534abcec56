package io.mozpool.server.inventory;

/**
 * A device that the pool has.
 *
 * @param id its row
 * @param held whether a request has it
 * @param withdrawn whether it is locked out because no inventory named it, not by a person
 */
record Stored(
    long id,
    Identity identity,
    Description description,
    boolean held,
    boolean lockedOut,
    boolean withdrawn) {

  /** The state of a device that is handled outside the pool. */
  static final String LOCKED_OUT = "locked_out";

  String name() {
    return description.name();
  }

  @Override
  public String toString() {
    return "'%s' (%s)".formatted(name(), identity);
  }
}
