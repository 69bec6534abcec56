package io.mozpool.client;

import java.io.IOException;
import java.util.Collection;
import java.util.stream.Collectors;

/** No server answered; the message says of each one why. */
public final class UnreachableException extends IOException {

  private static final long serialVersionUID = 1L;

  private final boolean mayHaveArrived;

  UnreachableException(String what, IOException cause, boolean mayHaveArrived) {
    super(what + ": " + reason(cause), cause);
    this.mayHaveArrived = mayHaveArrived;
  }

  UnreachableException(Collection<UnreachableException> failures) {
    super(failures.stream().map(Throwable::getMessage).collect(Collectors.joining("; ")));
    this.mayHaveArrived = failures.stream().anyMatch(UnreachableException::mayHaveArrived);
  }

  /** Whether a server may have done what it was asked to, and only its answer was lost. */
  public boolean mayHaveArrived() {
    return mayHaveArrived;
  }

  /** The message of an unknown host is the host. */
  private static String reason(IOException cause) {
    return cause instanceof java.net.UnknownHostException
        ? "unknown host " + cause.getMessage()
        : String.valueOf(cause.getMessage());
  }
}
