package io.mozpool.plugins.fake.board;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A board: does something while it has power. Confined to the rack's thread. */
public final class Board {

  private final BoardId id;
  private final Card card;
  private final Dice dice;
  private final BoardFault fault;
  private final Outfit outfit;
  private final ServerCalls calls;
  private @Nullable Uptime uptime;

  public Board(BoardId id, Card card, Dice dice, BoardFault fault, Outfit outfit) {
    this.id = id;
    this.card = card;
    this.dice = dice;
    this.fault = fault;
    this.outfit = outfit;
    this.calls = new ServerCalls(id, fault, outfit);
  }

  /** Gives it power: it boots, unless it has power already. */
  public void powerOn() {
    if (uptime == null) {
      boot(comeUp());
    }
  }

  /** Takes its power, whatever it is doing. */
  public void powerOff() {
    if (uptime != null) {
      uptime.end();
      uptime = null;
    }
  }

  /** The rack was started, and the board has power: it comes back with what is on its card. */
  public void resume() {
    Uptime up = comeUp();
    if (fault != BoardFault.NEVER_BOOTS) {
      up.after(Step.REBOOTING, installedImage(up)::run);
    }
  }

  private void reboot() {
    powerOff();
    powerOn();
  }

  private Uptime comeUp() {
    uptime = new Uptime(outfit.network(), dice);
    return uptime;
  }

  private void boot(Uptime up) {
    if (fault == BoardFault.NEVER_BOOTS) {
      return;
    }
    InstalledImage installed = installedImage(up);
    InetSocketAddress probe = new InetSocketAddress(id.address(), outfit.probePort());
    Supplier<Channel> probeEcho =
        () -> outfit.network().bind(up.channels(), probe, new ProbeEcho(() -> true));
    LiveImage live = new LiveImage(up, calls, card, outfit.odds(), installed, probeEcho);
    calls.bootAgain(up);
    new BootLoader(id, up, fault, outfit, live, installed, probeEcho).start();
  }

  private InstalledImage installedImage(Uptime up) {
    return new InstalledImage(id, up, card, dice, outfit, this::reboot);
  }
}
