package io.mozpool.plugins.fake.relay;

/** What is wrong with a relay board, always. */
public enum RelayFault {
  /** Nothing. */
  NONE,
  /** Refuses every connection. */
  REFUSES,
  /** Takes a connection and never answers. */
  HANGS,
  /** Answers every command with a byte that means nothing. */
  GARBAGE,
  /** Reports success and does not switch. */
  DOES_NOT_SWITCH
}
