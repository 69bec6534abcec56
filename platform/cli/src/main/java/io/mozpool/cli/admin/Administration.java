package io.mozpool.cli.admin;

import io.mozpool.cli.remote.Remote;
import io.mozpool.client.MozpoolClient;
import java.io.IOException;

/** Who answers administrative commands. */
final class Administration {

  /** What a command asks. Answers the exit code. */
  @FunctionalInterface
  interface Task {
    int run(MozpoolClient client) throws IOException;
  }

  private Administration() {}

  static int run(Remote remote, Task task) throws IOException {
    return task.run(remote.client());
  }
}
