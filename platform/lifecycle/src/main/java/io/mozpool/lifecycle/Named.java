package io.mozpool.lifecycle;

import java.util.Locale;

/** Something that the API knows by name: a state, an event, a counter. */
public interface Named {

  /** The name in the code; an enum has it already. */
  String name();

  /** The name on the wire and in the database. */
  default String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
