package io.mozpool.cli.relay;

import io.mozpool.cli.server.ConfigOption;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mozpool relay}: the power of a device behind a ProXR relay board. */
@Command(
    name = "relay",
    description = {
      "Switches the power of a device that is wired to a relay, without a server.",
      "The device has power while its relay is off; what is said here is about the device."
    })
public final class RelayCommand {

  /** What is done with an outlet before its state is printed. */
  @FunctionalInterface
  private interface Action {
    void run(Outlet outlet) throws Exception;
  }

  @Mixin private ConfigOption config = new ConfigOption();

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts its own here

  @Command(description = "Takes the device's power for a second.")
  int powercycle(@Mixin RelayAddress relay) throws Exception {
    return run(relay, Outlet::cycle);
  }

  @Command(description = "Says whether the device has power.")
  int status(@Mixin RelayAddress relay) throws Exception {
    return run(relay, outlet -> {});
  }

  @Command(description = "Gives the device power.")
  int turnon(@Mixin RelayAddress relay) throws Exception {
    return run(relay, Outlet::on);
  }

  @Command(description = "Takes the device's power.")
  int turnoff(@Mixin RelayAddress relay) throws Exception {
    return run(relay, Outlet::off);
  }

  private int run(RelayAddress relay, Action action) throws Exception {
    try (Outlet outlet = Outlet.at(relay.toString(), config.load())) {
      action.run(outlet);
      spec.commandLine().getOut().println(outlet.read().name().toLowerCase(Locale.ROOT));
      spec.commandLine().getOut().flush();
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
