package io.mozpool.server.pages;

import io.mozpool.server.admission.PoolNames;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The servers that a page may load from and call: its own, and those that it redirects to. */
@Singleton
final class ContentPolicy {

  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; connect-src 'self'%s; object-src 'none';"
          + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private final PoolNames names;

  ContentPolicy(PoolNames names) {
    this.names = names;
  }

  /** The policy for a page that is answered now. */
  CompletableFuture<String> text() {
    return names.servers().thenApply(ContentPolicy::text);
  }

  private static String text(List<String> servers) {
    return POLICY.formatted(
        servers.stream()
            .filter(fqdn -> fqdn.matches("[\\w.:\\[\\]-]+"))
            .map(fqdn -> " http://" + fqdn)
            .collect(Collectors.joining()));
  }
}
