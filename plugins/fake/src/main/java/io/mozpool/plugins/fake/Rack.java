package io.mozpool.plugins.fake;

import io.mozpool.plugins.fake.board.Board;
import io.mozpool.plugins.fake.board.Dice;
import io.mozpool.plugins.fake.board.Outfit;
import io.mozpool.plugins.fake.net.HttpClient;
import io.mozpool.plugins.fake.net.Network;
import io.mozpool.plugins.fake.net.TftpClient;
import io.mozpool.plugins.fake.net.Wire;
import io.mozpool.plugins.fake.relay.RelayBoard;
import io.mozpool.plugins.fake.relay.Relays;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rack: boards, and relay boards that switch them. All of it runs on one thread. */
final class Rack implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(Rack.class);

  private static final Duration SAVE_AFTER = Duration.ofMillis(100);

  private final RackPlan plan;
  private final FakeSettings settings;
  private final Network network = new Network();
  private final ChannelGroup relayChannels = new DefaultChannelGroup(network.loop(), true);
  private final RackState state;
  private final List<Board> boards;

  private Rack(RackPlan plan, FakeSettings settings, Path dataDirectory) throws IOException {
    this.plan = plan;
    this.settings = settings;
    this.state =
        RackState.load(dataDirectory.resolve("rack.txt"), save -> network.after(SAVE_AFTER, save));
    this.boards = boards();
  }

  /**
   * Starts the rack as it was when it ended: boards with power come up with what is on their cards.
   *
   * @throws IOException where a port is taken or the saved state cannot be read
   */
  static Rack start(RackPlan plan, FakeSettings settings, Path dataDirectory) throws IOException {
    Rack rack = new Rack(plan, settings, dataDirectory);
    rack.network.loop().execute(rack::resume); // before anybody can switch a relay
    try {
      for (int i = 1; i <= plan.relayBoards(); i++) {
        rack.relayBoard(i).start();
      }
    } catch (IOException e) {
      rack.close();
      throw e;
    }
    LOG.info(
        "A rack of {} boards runs {} times as fast as life", settings.boards(), settings.speed());
    return rack;
  }

  /** Saves what outlives the rack, and stops it. */
  @Override
  public void close() {
    network.loop().submit(this::stop).awaitUninterruptibly(1_000);
    network.close();
  }

  private void resume() {
    plan.boards()
        .filter(number -> !state.isRelayOn(number))
        .forEach(number -> boards.get(number - 1).resume());
  }

  private void stop() {
    boards.forEach(Board::powerOff);
    Wire.close(relayChannels);
    state.save();
  }

  private List<Board> boards() {
    Outfit outfit =
        new Outfit(
            network,
            new TftpClient(network, plan.tftpServer()),
            new HttpClient(network),
            settings.serverUrl(),
            settings.failures(),
            settings.agentPort(),
            settings.probePort());
    long seed = settings.seed() == 0 ? System.nanoTime() : settings.seed();
    return plan.boards()
        .mapToObj(
            number ->
                new Board(
                    plan.board(number),
                    state.card(number),
                    new Dice(seed + number, settings.speed()),
                    plan.boardFault(number),
                    outfit))
        .toList();
  }

  private RelayBoard relayBoard(int number) {
    return new RelayBoard(
        network,
        relayChannels,
        plan.relayBoard(number),
        Duration.ofNanos((long) (settings.relayRest().toNanos() / settings.speed())),
        plan.relayFault(number),
        new Wiring((number - 1) * Relays.PER_BOARD + 1));
  }

  /** The relays of one relay board, wired to boards: a relay that is on takes its board's power. */
  private final class Wiring implements Relays {

    private final int first;

    /**
     * @param first the number of the first board; its relay goes by the same number
     */
    Wiring(int first) {
      this.first = first;
    }

    @Override
    public boolean isOn(int relay) {
      return state.isRelayOn(first + relay);
    }

    @Override
    public void set(int relay, boolean on) {
      state.setRelay(first + relay, on);
      if (first + relay <= boards.size()) {
        Board board = boards.get(first + relay - 1);
        if (on) {
          board.powerOff();
        } else {
          board.powerOn();
        }
      }
    }
  }
}
