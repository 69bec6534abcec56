package io.mozpool.plugins.fake.board;

import io.mozpool.plugin.Setting;
import java.util.stream.DoubleStream;

/** How probable it is that something fails, 0 to 1 each. A step that fails hangs the board. */
public record Odds(
    @Setting(
            value = "The boot loader hangs (the reference system's fake boards: 0.05)",
            defaultValue = "0")
        double booting,
    @Setting(value = "Hangs after mobile_init_started (reference: 0.01)", defaultValue = "0")
        double mobileInitStarted,
    @Setting(
            value = "Hangs while downloading an image (reference: 0.05, of b2g only)",
            defaultValue = "0")
        double downloading,
    @Setting(
            value = "Hangs while extracting an image (reference: 0.08, of b2g only)",
            defaultValue = "0")
        double extracting,
    @Setting(
            value = "Hangs while rebooting into a new image (reference: 0.08, of b2g only)",
            defaultValue = "0")
        double rebooting,
    @Setting(
            value = "An image hangs in each hour that it runs (reference: 0.05, of b2g only)",
            defaultValue = "0")
        double running,
    @Setting(value = "The self-test hangs instead of passing (reference: 0.2)", defaultValue = "0")
        double selfTest,
    @Setting(
            value = "A running image does not answer a probe (reference: 0.03 b2g, 0.01 android)",
            defaultValue = "0")
        double ping,
    @Setting(value = "The agent hangs up on a new connection (reference: 0.01)", defaultValue = "0")
        double agent,
    @Setting(value = "The agent fails to store a file (reference: 0.03)", defaultValue = "0")
        double storage,
    @Setting(value = "The agent does not reboot its board (reference: 0.25)", defaultValue = "0")
        double agentReboot) {

  public Odds {
    DoubleStream.of(
            booting,
            mobileInitStarted,
            downloading,
            extracting,
            rebooting,
            running,
            selfTest,
            ping,
            agent,
            storage,
            agentReboot)
        .filter(odds -> !(odds >= 0 && odds <= 1))
        .findFirst()
        .ifPresent(
            odds -> {
              throw new IllegalArgumentException(
                  "failures: expected probabilities from 0 to 1, not " + odds);
            });
  }
}
