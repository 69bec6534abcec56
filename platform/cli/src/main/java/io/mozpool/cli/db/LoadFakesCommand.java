package io.mozpool.cli.db;

import io.mozpool.cli.server.ConfigOption;
import io.mozpool.server.ServerSettings;
import io.mozpool.server.database.Moments;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mozpool db load-fakes}: a pool to try things on. */
@Command(
    name = "load-fakes",
    description = {
      "Fills an empty pool with fake boards, images and PXE configs, and prints the settings with"
          + " which a server runs the boards."
    })
final class LoadFakesCommand implements Callable<Integer> {

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--devices",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many boards (${DEFAULT-VALUE}).")
  private int devices;

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many open requests for any device with b2g (${DEFAULT-VALUE}).")
  private int requests;

  @Option(
      names = "--port",
      paramLabel = "P",
      defaultValue = "8010",
      description = "The port of the server's HTTP (${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--relay-port",
      paramLabel = "P",
      defaultValue = "2101",
      description = "The port of the relay boards, of 32 relays each (${DEFAULT-VALUE}).")
  private int relayPort;

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts its own here

  @Override
  public Integer call() throws RefusedException {
    check("--devices", devices, 1, 10_000);
    check("--requests", requests, 0, 100_000);
    check("--port", port, 1, 65535);
    check("--relay-port", relayPort, 1, 65535);
    FakeRack rack = new FakeRack(devices, port, relayPort);
    String report =
        new PoolDatabase(ServerSettings.of(config.load()))
            .store(
                true,
                rows -> {
                  FakePool.fill(rows, rack, requests, Moments.now(Clock.systemUTC()));
                  return report(rack);
                });
    spec.commandLine().getOut().print(report);
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private String report(FakeRack rack) {
    return """
        # Stored: %d devices and %d requests, of the server %s.
        # With these settings, beside those of the database, a server runs the boards:
        """
            .formatted(devices, requests, rack.server())
        + rack.yaml();
  }

  private void check(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(),
          "%s: expected %d to %d, not %d".formatted(option, least, most, value));
    }
  }
}
