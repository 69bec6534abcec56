package io.mozpool.cli.server;

import io.mozpool.host.Configuration;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mozpool server}: serves until it is told to end. */
@Command(
    name = "server",
    description = "Runs a server of the pool until it gets SIGTERM or Ctrl-C.",
    footer = {
      "",
      "An option wins over the configuration file. Without a file all settings have their defaults."
    })
public final class ServerCommand implements Callable<Integer> {

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the embedded database and the plugins keep what they store (data).")
  private @Nullable Path data;

  @Option(names = "--port", paramLabel = "P", description = "The port of HTTP (8010).")
  private @Nullable Integer port;

  @Parameters(paramLabel = "PORT", arity = "0..1", description = "The same as --port.")
  private @Nullable Integer position;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      description = "The address of this host that HTTP is served on (127.0.0.1).")
  private @Nullable String listen;

  @Option(
      names = "--fqdn",
      paramLabel = "NAME",
      description = "The server's name in URLs and in the database, with the port unless it is 80.")
  private @Nullable String fqdn;

  @Option(
      names = "--peers",
      paramLabel = "NAME",
      split = ",",
      description =
          "The servers on the same database that take over for this one, and it for them.")
  private @Nullable List<String> peers;

  @Override
  public Integer call() throws InterruptedException {
    RunningServer server = RunningServer.await(configuration());
    try (Lifetime lifetime = Lifetime.of(server::close)) {
      server.open();
      lifetime.await();
      return ExitCode.OK;
    }
  }

  private Configuration configuration() {
    Configuration configuration = config.load();
    if (data != null) {
      configuration = configuration.with("mozpool.data", data.toAbsolutePath());
    }
    Integer chosen = port == null ? position : port;
    if (chosen != null) {
      configuration = configuration.with("mozpool.port", chosen);
    }
    if (fqdn != null) {
      configuration = configuration.with("mozpool.fqdn", fqdn);
    }
    if (peers != null) {
      configuration = configuration.with("mozpool.peers", peers);
    }
    if (listen != null) {
      configuration = configuration.with("mozpool.listen", listen);
    }
    return configuration;
  }
}
