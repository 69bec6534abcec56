package io.mozpool.cli.db;

import io.mozpool.cli.server.ConfigOption;
import io.mozpool.server.ServerSettings;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mozpool db partitions}: what MySQL's event does to the logs, at once. */
@Command(
    name = "partitions",
    description = {
      "Makes the partitions of the logs for the coming days in MySQL or MariaDB, and drops those that"
          + " are older than mozpool.log-retention. Says what it did, and nothing where there is"
          + " nothing to do.",
      "The database does so itself, every hour, where its event scheduler is on, and so does every"
          + " server. Where neither may, let cron call this once a day."
    })
final class PartitionsCommand implements Callable<Integer> {

  @Mixin private ConfigOption config = new ConfigOption();

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts its own here

  @Override
  public Integer call() throws RefusedException {
    List<String> done = new PoolDatabase(ServerSettings.of(config.load())).keepPartitions();
    PrintWriter out = spec.commandLine().getOut();
    done.forEach(out::println);
    return ExitCode.OK;
  }
}
