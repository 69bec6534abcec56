package io.mozpool.server.machine;

/** What became of a unit. */
enum Fate {
  STORED,

  /** Its machine had moved on, or its guard did not hold. */
  OUTDATED,

  /** Another server may handle its machine by now. */
  LEASE_OVER
}
