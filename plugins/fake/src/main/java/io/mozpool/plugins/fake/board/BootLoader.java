package io.mozpool.plugins.fake.board;

import io.mozpool.plugins.fake.net.Wire;
import io.netty.channel.Channel;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What runs first: PXELINUX, which asks the network what to boot, and boots the card otherwise. */
final class BootLoader {

  private static final Pattern SECOND_STAGE = Pattern.compile("mobile-imaging-url=(\\S+)");

  private final BoardId id;
  private final Uptime up;
  private final BoardFault fault;
  private final Outfit outfit;
  private final LiveImage live;
  private final InstalledImage installed;
  private final Supplier<Channel> probeEcho;

  BootLoader(
      BoardId id,
      Uptime up,
      BoardFault fault,
      Outfit outfit,
      LiveImage live,
      InstalledImage installed,
      Supplier<Channel> probeEcho) {
    this.id = id;
    this.up = up;
    this.fault = fault;
    this.outfit = outfit;
    this.live = live;
    this.installed = installed;
    this.probeEcho = probeEcho;
  }

  void start() {
    Channel echo = probeEcho.get();
    up.spend(
        Step.BOOTING,
        outfit.odds().booting(),
        () -> {
          Wire.close(echo);
          boot();
        });
  }

  private void boot() {
    if (fault == BoardFault.IGNORES_NETWORK) {
      installed.run();
    } else {
      lookUp(List.of(id.bootFile(), "pxelinux.cfg/default").iterator());
    }
  }

  private void lookUp(Iterator<String> files) {
    if (files.hasNext()) {
      outfit
          .tftp()
          .fetch(
              up.channels(),
              id.address(),
              files.next(),
              up.whileUp(
                  (Optional<String> found) ->
                      found.ifPresentOrElse(this::follow, () -> lookUp(files))));
    } else {
      installed.run();
    }
  }

  private void follow(String config) {
    Matcher secondStage = SECOND_STAGE.matcher(config);
    if (secondStage.find()) {
      live.start(secondStage.group(1));
    } else {
      installed.run();
    }
  }
}
