package io.mozpool.plugins.pxe.tftp;

import java.time.Duration;

/** Settings for tests: on a free port of the loopback interface, and what a test is about. */
final class Settings {

  private String listen = "127.0.0.1";
  private int port = 0;
  private int maxBlockSize = 65464;
  private int maxWindowSize = 64;
  private Duration retransmitTimeout = Duration.ofSeconds(1);
  private int retransmissions = 5;
  private int maxTransfers = 256;
  private int maxTransfersPerSource = 16;
  private int lookupThreads = 2;

  private Settings() {}

  static Settings standard() {
    return new Settings();
  }

  /** With a clock so slow that nothing is sent twice while a test runs. */
  static Settings patient() {
    return standard().retransmitTimeout(Duration.ofSeconds(200));
  }

  /** With a clock so quick that a test can wait for it. */
  static Settings impatient() {
    return standard().retransmitTimeout(Duration.ofMillis(60));
  }

  Settings listen(String address, int anyOrThisPort) {
    listen = address;
    port = anyOrThisPort;
    return this;
  }

  Settings maxBlockSize(int bytes) {
    maxBlockSize = bytes;
    return this;
  }

  Settings maxWindowSize(int blocks) {
    maxWindowSize = blocks;
    return this;
  }

  Settings retransmitTimeout(Duration timeout) {
    retransmitTimeout = timeout;
    return this;
  }

  Settings retransmissions(int times) {
    retransmissions = times;
    return this;
  }

  Settings limits(int transfers, int transfersPerSource) {
    maxTransfers = transfers;
    maxTransfersPerSource = transfersPerSource;
    return this;
  }

  Settings lookupThreads(int threads) {
    lookupThreads = threads;
    return this;
  }

  TftpSettings build() {
    return new TftpSettings(
        listen,
        port,
        maxBlockSize,
        maxWindowSize,
        retransmitTimeout,
        retransmissions,
        maxTransfers,
        maxTransfersPerSource,
        lookupThreads);
  }
}
