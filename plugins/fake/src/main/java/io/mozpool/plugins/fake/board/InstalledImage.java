package io.mozpool.plugins.fake.board;

import io.mozpool.plugins.fake.agent.AgentHost;
import io.mozpool.plugins.fake.agent.SutAgent;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs from the card: answers probes, and an agent. Nothing where the card has no image. */
final class InstalledImage implements AgentHost {

  private static final Logger LOG = LoggerFactory.getLogger(InstalledImage.class);

  private final BoardId id;
  private final Uptime up;
  private final Card card;
  private final Dice dice;
  private final Outfit outfit;
  private final Runnable reboot;

  InstalledImage(BoardId id, Uptime up, Card card, Dice dice, Outfit outfit, Runnable reboot) {
    this.id = id;
    this.up = up;
    this.card = card;
    this.dice = dice;
    this.outfit = outfit;
    this.reboot = reboot;
  }

  void run() {
    if (card.holdsImage()) {
      ProbeEcho echo = new ProbeEcho(() -> !dice.fails(outfit.odds().ping()));
      outfit.network().bind(up.channels(), at(outfit.probePort()), echo);
      SutAgent agent = new SutAgent(this);
      outfit
          .network()
          .listen(up.channels(), at(outfit.agentPort()), agent::serve)
          .addListener(bound -> up.whileUp(this::warnUnlessBound).accept(bound));
      runForAnHour();
    } else {
      up.end();
    }
  }

  @Override
  public boolean takesConnection() {
    return !dice.fails(outfit.odds().agent());
  }

  @Override
  public boolean storesFile() {
    return !dice.fails(outfit.odds().storage());
  }

  @Override
  public void reboot() {
    if (!dice.fails(outfit.odds().agentReboot())) {
      reboot.run();
    }
  }

  private void runForAnHour() {
    up.spend(Step.HOUR_OF_RUNNING, outfit.odds().running(), this::runForAnHour);
  }

  private void warnUnlessBound(Future<?> bound) {
    if (!bound.isSuccess()) {
      LOG.warn("The agent of {} cannot listen", id.name(), bound.cause());
    }
  }

  private InetSocketAddress at(int port) {
    return new InetSocketAddress(id.address(), port);
  }
}
