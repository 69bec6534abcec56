package io.mozpool.host;

import java.util.List;

/**
 * The configuration cannot be worked with. The message is for the operator and says it all: which
 * key, what was found there and what was expected; no stack is needed.
 */
public final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  public ConfigurationException(String problem) {
    this(List.of(problem));
  }

  public ConfigurationException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** The problems one by one. */
  public List<String> problems() {
    return problems;
  }
}
