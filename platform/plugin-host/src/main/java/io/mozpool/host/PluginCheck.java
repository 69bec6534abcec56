package io.mozpool.host;

import java.util.List;

/**
 * What was found about plugins without starting them.
 *
 * @param problems what would stop a start; plugins that failed are listed by the host
 * @param host all that needs no settings and opens nothing: installers, layouts and board types
 */
public record PluginCheck(List<String> problems, PluginHost host) implements AutoCloseable {

  public PluginCheck {
    problems = List.copyOf(problems);
  }

  @Override
  public void close() {
    host.close();
  }
}
