package io.mozpool.server.inventory;

/** A device that an inventory names. */
record Listed(Identity identity, Description description) {

  String name() {
    return description.name();
  }

  @Override
  public String toString() {
    return "'%s' (%s)".formatted(name(), identity);
  }
}
