package io.mozpool.plugins.proxr;

import java.util.HexFormat;

/**
 * A request to a relay board and the answers that it can have, one byte each.
 *
 * <p>In the plain framing of NCD's ProXR command set, {@code FE command [bank]}. Newer boards know
 * a second one, {@code AA length payload checksum}, which is not used here: they answer in the
 * framing that they are asked in.
 */
final class Command {

  /** The answer to {@link #read} of a relay that is on. */
  static final byte ON = 0x01;

  private static final byte OFF = 0x00;
  private static final byte DONE = 0x55;
  private static final int PREFIX = 0xFE;
  private static final int TWO_WAY_TEST = 0x21;
  // These are of relay 1; the other seven follow.
  private static final int TURN_OFF = 100;
  private static final int TURN_ON = 108;
  private static final int READ = 116;
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

  private final String meaning;
  private final byte[] bytes;
  private final byte[] answers;

  private Command(String meaning, byte[] bytes, byte... answers) {
    this.meaning = meaning;
    this.bytes = bytes;
    this.answers = answers;
  }

  /** Asks the board to answer, and to do nothing else. */
  static Command twoWayTest() {
    return new Command("two-way test", new byte[] {(byte) PREFIX, TWO_WAY_TEST}, DONE);
  }

  /** Switches a relay. */
  static Command turn(int bank, int relay, boolean on) {
    String meaning = "turn relay " + relay + " of bank " + bank + (on ? " on" : " off");
    return new Command(meaning, bytes(on ? TURN_ON : TURN_OFF, relay, bank), DONE);
  }

  /** Asks whether a relay is on. */
  static Command read(int bank, int relay) {
    String meaning = "read relay " + relay + " of bank " + bank;
    return new Command(meaning, bytes(READ, relay, bank), OFF, ON);
  }

  private static byte[] bytes(int ofRelay1, int relay, int bank) {
    return new byte[] {(byte) PREFIX, (byte) (ofRelay1 + relay - 1), (byte) bank};
  }

  /** What goes over the wire; not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** Whether this byte answers the command. */
  boolean isAnsweredBy(byte answer) {
    for (byte expected : answers) {
      if (expected == answer) {
        return true;
      }
    }
    return false;
  }

  /** The bytes that answer the command, for messages. */
  String expected() {
    return HexFormat.ofDelimiter(" or ").formatHex(answers);
  }

  /** Its meaning and its bytes, for messages. */
  @Override
  public String toString() {
    return "'" + meaning + "' (" + HEX.formatHex(bytes) + ")";
  }
}
