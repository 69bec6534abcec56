package io.mozpool.plugins.fake.board;

import io.mozpool.plugins.fake.net.Wire;
import io.netty.channel.Channel;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs from the network: the first stage, and the second one that the boot config names. */
final class LiveImage {

  private static final Logger LOG = LoggerFactory.getLogger(LiveImage.class);
  private static final Pattern B2G_BASE = Pattern.compile("\"b2gbase\"\\s*:\\s*\"[^\"]");
  private static final Pattern SELF_TEST = Pattern.compile("self-?test");

  private final Uptime up;
  private final ServerCalls calls;
  private final Card card;
  private final Odds odds;
  private final InstalledImage installed;
  private final Supplier<Channel> probeEcho;
  private @Nullable Channel echo;

  /**
   * @param probeEcho has the board answer probes until the channel is closed
   */
  LiveImage(
      Uptime up,
      ServerCalls calls,
      Card card,
      Odds odds,
      InstalledImage installed,
      Supplier<Channel> probeEcho) {
    this.up = up;
    this.calls = calls;
    this.card = card;
    this.odds = odds;
    this.installed = installed;
    this.probeEcho = probeEcho;
  }

  /**
   * Starts with the first stage, which fetches the second from this address. It is on the network
   * until it reboots: a board that has passed its self-test can be seen to be alive.
   */
  void start(String url) {
    echo = probeEcho.get();
    tell(
        "mobile_init_started",
        Step.MOBILE_INIT,
        odds.mobileInitStarted(),
        () -> secondStage(url.substring(url.lastIndexOf('/') + 1)));
  }

  private void secondStage(String file) {
    if (file.contains("b2g")) {
      calls.bootConfig(up, this::installB2g);
    } else if (file.contains("android")) {
      download("android");
    } else if (file.contains("maintenance")) {
      calls.event(up, "maint_mode", () -> {});
    } else if (SELF_TEST.matcher(file).find()) {
      selfTest();
    } else {
      hang("there is no second stage '" + file + "'");
    }
  }

  private void selfTest() {
    tell(
        "self_test_running",
        Step.SELF_TEST,
        odds.selfTest(),
        () -> calls.event(up, "self_test_ok", () -> {}));
  }

  private void installB2g(String bootConfig) {
    if (B2G_BASE.matcher(bootConfig).find()) {
      download("b2g");
    } else {
      hang("expected a boot config with b2gbase, not '" + bootConfig + "'");
    }
  }

  private void download(String image) {
    tell(image + "_downloading", Step.DOWNLOADING, odds.downloading(), () -> extract(image));
  }

  private void extract(String image) {
    card.write(Card.CORRUPT);
    tell(image + "_extracting", Step.EXTRACTING, odds.extracting(), () -> reboot(image));
  }

  private void reboot(String image) {
    if (echo != null) {
      Wire.close(echo);
    }
    card.write(image);
    tell(image + "_rebooting", Step.REBOOTING, odds.rebooting(), installed::run);
  }

  /** Reports a step, then takes it. */
  private void tell(String event, Step step, double failure, Runnable next) {
    calls.event(up, event, () -> up.spend(step, failure, next));
  }

  private void hang(String why) {
    LOG.info("{} hangs: {}", calls.board(), why);
    up.end();
  }
}
