package io.mozpool.client;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

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

  /** The message of an unknown host is the host, and those about TLS name classes of Java. */
  private static String reason(IOException cause) {
    if (cause instanceof UnknownHostException) {
      return "unknown host " + cause.getMessage();
    } else if (cause instanceof SSLException) {
      return tls(String.valueOf(cause.getMessage()));
    }
    return String.valueOf(cause.getMessage());
  }

  private static String tls(String message) {
    if (message.contains("PKIX") || message.contains("certificate")) {
      return "TLS failed: expected a certificate that this Java trusts, for this name";
    } else if (message.contains("SSL message") || message.contains("plaintext")) {
      return "TLS failed: expected https, but the server may speak http";
    }
    return "TLS failed: " + message.replaceAll("\\b(?:\\w+\\.)+(?=[A-Z])", "");
  }
}
