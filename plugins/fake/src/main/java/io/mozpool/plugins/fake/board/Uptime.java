package io.mozpool.plugins.fake.board;

import io.mozpool.plugins.fake.net.Network;
import io.mozpool.plugins.fake.net.Wire;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * From the moment that a board comes up to the moment that it hangs, reboots or loses its power.
 * All that is under way ends with it at once, and what comes in later is not heard.
 */
final class Uptime {

  private final Network network;
  private final Dice dice;
  private final ChannelGroup channels;
  private boolean over;

  Uptime(Network network, Dice dice) {
    this.network = network;
    this.dice = dice;
    this.channels = new DefaultChannelGroup(network.loop(), true);
  }

  /** What is closed with it. */
  ChannelGroup channels() {
    return channels;
  }

  /** Spends the time that a step takes; then the board hangs, or goes on. */
  void spend(Step step, double failure, Runnable next) {
    after(
        step,
        () -> {
          if (dice.fails(failure)) {
            end();
          } else {
            next.run();
          }
        });
  }

  /** Goes on when the time that a step takes has passed. */
  void after(Step step, Runnable next) {
    after(dice.length(step), next);
  }

  /** Goes on when that much of our time has passed. */
  void after(Duration length, Runnable next) {
    network.after(length, whileUp(next));
  }

  Runnable whileUp(Runnable next) {
    return () -> {
      if (!over) {
        next.run();
      }
    };
  }

  <T> Consumer<T> whileUp(Consumer<T> next) {
    return result -> {
      if (!over) {
        next.accept(result);
      }
    };
  }

  void end() {
    over = true;
    Wire.close(channels);
  }
}
