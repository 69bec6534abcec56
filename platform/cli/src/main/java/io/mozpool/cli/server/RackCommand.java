package io.mozpool.cli.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mozpool rack}: runs the fake boards of a configuration in a process of their own. */
@Command(
    name = "rack",
    description = "Runs the rack of fake boards alone until it gets SIGTERM or Ctrl-C.",
    footer = {
      "",
      "The configuration is that of the server that the boards belong to. There"
          + " mozpool.plugins.settings.fake.start is false, so that the server runs no rack itself."
    })
public final class RackCommand implements Callable<Integer> {

  @Mixin private ConfigOption config = new ConfigOption();

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts its own here

  @Override
  public Integer call() throws Exception {
    LoneRack rack = LoneRack.start(config.load());
    try (Lifetime lifetime = Lifetime.of(rack::close)) {
      spec.commandLine().getOut().println("rack of " + rack.boards() + " boards is up");
      spec.commandLine().getOut().flush();
      lifetime.await();
      return ExitCode.OK;
    }
  }
}
