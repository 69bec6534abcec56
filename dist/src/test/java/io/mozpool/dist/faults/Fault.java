package io.mozpool.dist.faults;

/**
 * What can happen to a pool.
 *
 * @see Mischief
 */
enum Fault {
  KILL(38),
  KILL_WITHIN_STEP(24),
  KILL_ALL(2),
  PAUSE(7),
  PAUSE_IN_TRANSACTION(4),
  CUT(10),
  CUT_BEFORE_COMMIT(11),
  CUT_AFTER_COMMIT(11),
  CUT_OFF_FROM_OTHERS(3),
  DATABASE_RESTART(2),
  DATABASE_KILL(2),
  DATABASE_READ_ONLY(2);

  private final int times;

  Fault(int times) {
    this.times = times;
  }

  /** How often in a short run. */
  int times() {
    return times;
  }
}
