package io.mozpool.cli.admin;

import io.mozpool.cli.remote.Remote;
import io.mozpool.cli.server.Distribution;
import io.mozpool.cli.server.RunningServer;
import io.mozpool.client.MozpoolClient;
import io.mozpool.client.UnreachableException;
import java.io.IOException;

/**
 * Who answers administrative commands: a server, or where none does, and the user has named none,
 * one in this process that is there for that alone.
 */
public final class Administration {

  /** What a command asks. Answers the exit code. */
  @FunctionalInterface
  public interface Task {
    int run(MozpoolClient client) throws IOException;
  }

  private Administration() {}

  public static int run(Remote remote, Task task) throws IOException {
    MozpoolClient client = remote.client();
    return remote.isNamed() || isThere(client) ? task.run(client) : here(remote, task);
  }

  private static boolean isThere(MozpoolClient client) throws IOException {
    try {
      client.version();
      return true;
    } catch (UnreachableException e) {
      return false;
    }
  }

  private static int here(Remote remote, Task task) throws IOException {
    Distribution.log("ERROR");
    RunningServer server = RunningServer.forAdministration(remote.config().load());
    try {
      remote.warn("no server answers, so the database %s is opened".formatted(server.database()));
      return task.run(new MozpoolClient(server.url()));
    } finally {
      server.close();
    }
  }
}
