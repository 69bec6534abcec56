package io.mozpool.plugins.fake.relay;

/** The relays of one relay board, numbered from 0: relay 1 of bank 2 is number 8. */
public interface Relays {

  /** How many relays a board has. */
  int PER_BOARD = 32;

  /** How many relays a bank has. */
  int PER_BANK = 8;

  /** Whether a relay is on: its device is wired to the contact that is closed when it is off. */
  boolean isOn(int relay);

  void set(int relay, boolean on);
}
