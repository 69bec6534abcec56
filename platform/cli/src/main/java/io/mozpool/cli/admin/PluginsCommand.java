package io.mozpool.cli.admin;

import io.mozpool.cli.remote.ConfiguredRemote;
import io.mozpool.cli.remote.Table;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mozpool plugins}: what is there, and what failed. */
@Command(name = "plugins", description = "Lists the plugins, and why those failed that did.")
public final class PluginsCommand implements Callable<Integer> {

  @Mixin private ConfiguredRemote remote = new ConfiguredRemote();

  @Override
  public Integer call() throws IOException {
    return Administration.run(
        remote,
        client ->
            remote.print(
                client.at("admin", "plugins").get(),
                answer ->
                    Table.of(
                        answer.list("plugins"), "id", "version", "state", "devices", "failure")));
  }
}
