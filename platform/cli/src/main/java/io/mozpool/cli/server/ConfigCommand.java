package io.mozpool.cli.server;

import io.mozpool.host.Configuration;
import io.mozpool.server.ConfigurationCheck;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mozpool config}: looks at the configuration file. */
@Command(name = "config", description = "Looks at the configuration file.")
public final class ConfigCommand {

  @Mixin private ConfigOption config = new ConfigOption();

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts its own here

  @Command(
      description = {
        "Names all that is wrong with the configuration, without opening a port or the database;",
        "if nothing is, lists the hosts by which the server may be called, and board types that no",
        "plugin has.",
        "The exit code is 2 if something is wrong."
      })
  int check() {
    Distribution.log("OFF"); // plugins that fail are among the problems
    Configuration configuration = Distribution.completed(config.load());
    List<String> problems = ConfigurationCheck.problems(configuration);
    problems.forEach(problem -> spec.commandLine().getErr().println("mozpool: " + problem));
    spec.commandLine().getErr().flush();
    if (problems.isEmpty()) {
      PrintWriter out = spec.commandLine().getOut();
      if (!config.isGiven()) {
        out.println("no configuration file is named: this is of a server without one");
      }
      out.println("hosts by which the server may be called (mozpool.hosts adds to them):");
      ConfigurationCheck.hosts(configuration).forEach(host -> out.println("  " + host));
      List<String> boards = ConfigurationCheck.ownBoardTypes(configuration);
      if (!boards.isEmpty()) {
        out.println("board types of this file alone (no plugin has them):");
        boards.forEach(board -> out.println("  " + board));
      }
      out.flush();
    }
    return problems.isEmpty() ? ExitCode.OK : ExitCode.USAGE;
  }
}
