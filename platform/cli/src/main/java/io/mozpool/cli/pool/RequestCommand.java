package io.mozpool.cli.pool;

import io.mozpool.cli.remote.ConfiguredRemote;
import io.mozpool.cli.remote.Remote;
import io.mozpool.cli.remote.Table;
import io.mozpool.client.Route;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mozpool request}: asks for devices, and returns them. */
@Command(
    name = "request",
    description = "Asks for devices, and returns them.",
    subcommands = NewCommand.class)
public final class RequestCommand {

  @Mixin private ConfiguredRemote remote = new ConfiguredRemote();

  @Command(description = "Lists the requests.")
  int list(@Option(names = "--all", description = "Closed ones, too.") boolean all)
      throws IOException {
    Route route = remote.client().at("request", "list");
    return remote.print(
        (all ? route.with("include_closed") : route).get(),
        answer ->
            Table.of(
                answer.list("requests"),
                "id",
                "state",
                "requested_device",
                "assigned_device",
                "environment",
                "assignee",
                "expires"));
  }

  @Command(description = "Shows all about a request.")
  int show(@Parameters(paramLabel = "N") int request) throws IOException {
    return show(remote, request);
  }

  @Command(description = "Shows the log of a request.")
  int log(@Parameters(paramLabel = "N") int request, @Mixin LogOptions lines)
      throws IOException, InterruptedException {
    return lines.print(remote, "request", String.valueOf(request));
  }

  @Command(description = "Keeps a device for longer.")
  int renew(
      @Parameters(paramLabel = "N") int request,
      @Option(
              names = "--duration",
              paramLabel = "DURATION",
              required = true,
              converter = Seconds.class,
              description = "How long from now: 1800, 30m, 2h.")
          Duration duration)
      throws IOException {
    remote.client().renew(request, duration);
    return ExitCode.OK;
  }

  @Command(name = "return", description = "Gives a request's device back and closes the request.")
  int giveBack(@Parameters(paramLabel = "N") int request) throws IOException {
    remote.client().giveBack(request);
    return ExitCode.OK;
  }

  Remote remote() {
    return remote;
  }

  /** Shows a request, and its state, which is not among its details. */
  static int show(Remote remote, int request) throws IOException {
    Route details = remote.client().at("request", String.valueOf(request), "details");
    String state = remote.client().status(request).state();
    return remote.print(details.get().with("state", state), Table::details);
  }
}
