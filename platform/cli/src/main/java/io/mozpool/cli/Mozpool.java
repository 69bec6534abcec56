package io.mozpool.cli;

import io.mozpool.bench.BenchCommand;
import io.mozpool.cli.admin.HardwareTypeCommand;
import io.mozpool.cli.admin.ImageCommand;
import io.mozpool.cli.admin.InventorySyncCommand;
import io.mozpool.cli.admin.PluginsCommand;
import io.mozpool.cli.admin.PxeConfigCommand;
import io.mozpool.cli.catalogue.ApplyCommand;
import io.mozpool.cli.catalogue.ExportCommand;
import io.mozpool.cli.db.DatabaseCommand;
import io.mozpool.cli.demo.DemoCommand;
import io.mozpool.cli.pool.DeviceCommand;
import io.mozpool.cli.pool.RequestCommand;
import io.mozpool.cli.preseed.PreseedCommand;
import io.mozpool.cli.relay.RelayCommand;
import io.mozpool.cli.remote.Prompt;
import io.mozpool.cli.server.ConfigCommand;
import io.mozpool.cli.server.RackCommand;
import io.mozpool.cli.server.ServerCommand;
import io.mozpool.cli.terminal.Failure;
import io.mozpool.cli.terminal.Misuse;
import io.mozpool.cli.terminal.SafeWriter;
import io.mozpool.cli.terminal.StandardStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command itself. It has to be fast: no server is loaded before one is started, and of the
 * commands only the one that is called.
 */
@Command(
    name = "mozpool",
    description = "Manages a pool of untrustworthy test devices.",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:wrong use or configuration; standard error says what is wrong",
      "70:a server that could not do its job any more ended itself; the log says why"
    })
public final class Mozpool implements Runnable, Prompt {

  private static final Map<String, Class<?>> COMMANDS = commands();

  private final Prompt prompt;

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts its own here

  private Mozpool(Prompt prompt) {
    this.prompt = prompt;
  }

  public static void main(String[] arguments) {
    System.exit(run(StandardStream.out(), StandardStream.err(), arguments));
  }

  /** Runs a command; it has failed where its output got lost. */
  static int run(StandardStream out, StandardStream err, String... arguments) {
    int exitCode = commandLine(arguments).setOut(out).setErr(err).execute(arguments);
    Optional<String> failure = out.failure();
    failure
        .filter(reason -> !reason.equals("Broken pipe")) // a reader that has seen enough
        .ifPresent(reason -> err.println("mozpool: cannot write to standard output: " + reason));
    err.flush();
    return failure.isPresent() ? Math.max(exitCode, ExitCode.SOFTWARE) : exitCode;
  }

  /** The command with the subcommand that is called, or with all of them where that is none. */
  static CommandLine commandLine(String... arguments) {
    return commandLine(Prompt.CONSOLE, arguments);
  }

  /** The same, with another user at the terminal. */
  static CommandLine commandLine(Prompt prompt, String... arguments) {
    CommandLine mozpool = new CommandLine(new Mozpool(prompt));
    Class<?> called = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
    (called == null || called == HelpCommand.class ? COMMANDS.values() : List.of(called))
        .forEach(mozpool::addSubcommand);
    return mozpool
        .setExecutionStrategy(Mozpool::run)
        .setParameterExceptionHandler(new Misuse())
        .setExecutionExceptionHandler(new Failure());
  }

  private static Map<String, Class<?>> commands() {
    Map<String, Class<?>> commands = new LinkedHashMap<>(); // in the order of the help
    commands.put("server", ServerCommand.class);
    commands.put("demo", DemoCommand.class);
    commands.put("rack", RackCommand.class);
    commands.put("config", ConfigCommand.class);
    commands.put("device", DeviceCommand.class);
    commands.put("request", RequestCommand.class);
    commands.put("image", ImageCommand.class);
    commands.put("pxe-config", PxeConfigCommand.class);
    commands.put("hardware-type", HardwareTypeCommand.class);
    commands.put("apply", ApplyCommand.class);
    commands.put("export", ExportCommand.class);
    commands.put("inventory-sync", InventorySyncCommand.class);
    commands.put("plugins", PluginsCommand.class);
    commands.put("relay", RelayCommand.class);
    commands.put("db", DatabaseCommand.class);
    commands.put("preseed", PreseedCommand.class);
    commands.put("bench", BenchCommand.class);
    commands.put("help", HelpCommand.class);
    return commands;
  }

  @Override
  public Optional<String> ask(String question) {
    return prompt.ask(question);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a command");
  }

  /** Help is ours and may have colours; what commands print may be a stranger's. */
  private static int run(ParseResult parsed) {
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    CommandLine mozpool = parsed.commandSpec().commandLine();
    mozpool.setOut(SafeWriter.over(mozpool.getOut())).setErr(SafeWriter.over(mozpool.getErr()));
    return new CommandLine.RunLast().execute(parsed);
  }
}
