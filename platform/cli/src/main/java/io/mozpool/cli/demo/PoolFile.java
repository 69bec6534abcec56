package io.mozpool.cli.demo;

import io.mozpool.host.Configuration;
import io.mozpool.host.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The configuration file of a demo pool: what differs from one to another, and how it is written.
 */
record PoolFile(Http http, Rack rack, Tftp tftp) {

  private static final String HTTP = "mozpool";
  private static final String RACK = "mozpool.plugins.settings.fake";
  private static final String TFTP = "mozpool.plugins.settings.pxe";

  /** How much later than it means to a relay board of a large rack may listen again. */
  private static final int BUSY_MILLIS = 500;

  /** Where the API is. */
  record Http(int port) {}

  /** The fake boards; their ports are the same on each one's own address. */
  record Rack(int boards, double speed, int relayPort, int agentPort, int probePort) {}

  /** Where boards boot from. */
  record Tftp(int tftpPort) {}

  /**
   * The pool that a file describes, or a new one where there is no file.
   *
   * @throws io.mozpool.host.ConfigurationException where the file describes no demo pool
   */
  static PoolFile in(Path file) {
    if (Files.notExists(file)) {
      return new PoolFile(
          new Http(8010),
          new Rack(10, 60, FreePorts.next(), FreePorts.next(), FreePorts.next()),
          new Tftp(FreePorts.next()));
    }
    Configuration written = Configuration.load(file);
    return new PoolFile(
        bind(written, HTTP, Http.class),
        bind(written, RACK, Rack.class),
        bind(written, TFTP, Tftp.class));
  }

  /** A copy with what the user asks for; null for no change. */
  PoolFile with(@Nullable Integer boards, @Nullable Double speed, @Nullable Integer port) {
    return new PoolFile(
        port == null ? http : new Http(port == 0 ? FreePorts.next() : port),
        new Rack(
            boards == null ? rack.boards : boards,
            speed == null ? rack.speed : speed,
            rack.relayPort,
            rack.agentPort,
            rack.probePort),
        tftp);
  }

  /** Writes it, unless the file, which may be the user's by now, says the same already. */
  void write(Path file) throws IOException {
    if (Files.notExists(file) || !equals(in(file))) {
      Files.writeString(PrivateFiles.file(file), yaml());
    }
  }

  private String yaml() {
    return """
        # The pool of `mozpool demo`. `mozpool server --config` with this file starts the same pool, rack
        # and all, where it stood. A demo with other --devices, --speed or --port writes the file anew.
        mozpool:
          fqdn: localhost:%1$d
          port: %1$d
          data: data
          inventory: [fake]
          plugins:
            disabled: [example, ping]  # of no use to fake boards
            settings:
              fake:  # the rack: boards and a relay board that speak the protocols of real ones
                start: true  # in this process; `mozpool rack` runs it in one of its own
                boards: %2$d
                speed: %3$s  # times faster than life
                server-url: http://127.0.0.1:%1$d
                tftp-address: 127.0.0.1:%4$d
                relay-port: %5$d
                agent-port: %6$d
                probe-port: %7$d
              proxr:
                settle: %8$dms  # a relay board rests at that speed, and the machine may be busy
              pxe:
                listen: 127.0.0.1
                tftp-port: %4$d
        """
        .formatted(
            http.port,
            rack.boards,
            rack.speed,
            tftp.tftpPort,
            rack.relayPort,
            rack.agentPort,
            rack.probePort,
            (int) Math.ceil(1000 / rack.speed) + BUSY_MILLIS);
  }

  private static <R extends Record> R bind(Configuration written, String key, Class<R> type) {
    return written.bind(key, type, written.keys(key));
  }
}
