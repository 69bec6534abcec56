package io.mozpool.plugins.fake.board;

/** What is wrong with a board, always. */
public enum BoardFault {
  /** Nothing. */
  NONE,
  /** Takes power and does nothing. */
  NEVER_BOOTS,
  /** Boots what is on its card, whatever the network offers. */
  IGNORES_NETWORK,
  /** Sends every event twice. */
  REPEATS_EVENTS,
  /** Sends every event up to a minute late, and so out of order at times. */
  DELAYS_EVENTS,
  /** Begins every boot with the last event of the boot before: an attempt that is over. */
  SENDS_OLD_EVENTS
}
