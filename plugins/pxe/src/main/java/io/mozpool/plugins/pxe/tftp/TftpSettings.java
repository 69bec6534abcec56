package io.mozpool.plugins.pxe.tftp;

import io.mozpool.plugin.Setting;
import java.time.Duration;

/** The settings of the TFTP server. */
public record TftpSettings(
    @Setting(
            value =
                "The address of this host to serve; 0.0.0.0 is all that it has of IPv4, :: all of"
                    + " both, also those that come later.",
            defaultValue = "0.0.0.0")
        String listen,
    @Setting(value = "The UDP port to listen on; 0 takes any free one.", defaultValue = "69")
        int tftpPort,
    @Setting(
            value = "The largest block that is granted, in bytes: 512 to 65464.",
            defaultValue = "65464")
        int maxBlockSize,
    @Setting(
            value = "The most blocks that are sent without waiting for an ACK: 1 to 64.",
            defaultValue = "64")
        int maxWindowSize,
    @Setting(
            value = "How long to wait for an ACK where the client asks for no other timeout.",
            defaultValue = "1s")
        Duration retransmitTimeout,
    @Setting(
            value =
                "How often to send again, after pauses that double up to 8s, what is not"
                    + " acknowledged.",
            defaultValue = "5")
        int retransmissions,
    @Setting(
            value = "The most transfers at a time; further requests are not answered.",
            defaultValue = "256")
        int maxTransfers,
    @Setting(
            value = "The most transfers at a time with one address, loopback excepted.",
            defaultValue = "16")
        int maxTransfersPerSource,
    @Setting(value = "The threads that look files up: 1 to 64.", defaultValue = "2")
        int lookupThreads) {

  public TftpSettings {
    require("tftp-port", tftpPort, 0, 65535);
    require("max-block-size", maxBlockSize, Terms.DEFAULT_BLOCK_SIZE, Terms.MAX_BLOCK_SIZE);
    require("max-window-size", maxWindowSize, 1, 64);
    require("retransmissions", retransmissions, 1, 100);
    require("max-transfers", maxTransfers, 1, 10_000);
    require("max-transfers-per-source", maxTransfersPerSource, 1, 10_000);
    require("lookup-threads", lookupThreads, 1, 64);
    if (retransmitTimeout.toMillis() < 10 || retransmitTimeout.toSeconds() > 255) {
      throw new IllegalArgumentException(
          "retransmit-timeout: expected 10ms to 255s, but was " + retransmitTimeout);
    }
  }

  private static void require(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: expected %d to %d, but was %d".formatted(key, least, most, value));
    }
  }
}
