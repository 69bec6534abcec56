package io.mozpool.cli.relay;

import picocli.CommandLine.Parameters;

/** Which relay. */
final class RelayAddress {

  @Parameters(
      index = "0",
      paramLabel = "HOST[:PORT]",
      description = "The relay board (the port is proxr's setting, 2101 unless told).")
  private String board = "";

  @Parameters(index = "1", paramLabel = "BANK", description = "1 to 255; bank2 is 2.")
  private String bank = "";

  @Parameters(index = "2", paramLabel = "RELAY", description = "1 to 8; relay5 is 5.")
  private String relay = "";

  /** The address that the driver understands, or refuses. */
  @Override
  public String toString() {
    return "proxr://%s/bank%s/relay%s"
        .formatted(board, withoutWord("bank", bank), withoutWord("relay", relay));
  }

  private static String withoutWord(String word, String text) {
    return text.startsWith(word) ? text.substring(word.length()) : text;
  }
}
