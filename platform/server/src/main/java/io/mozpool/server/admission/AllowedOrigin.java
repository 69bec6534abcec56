package io.mozpool.server.admission;

import io.micronaut.http.HttpRequest;
import java.util.Optional;

/** The origin of a call, where pages from there may read its answer. */
final class AllowedOrigin {

  private static final String ATTRIBUTE = "mozpool.origin";

  private AllowedOrigin() {}

  static void mark(HttpRequest<?> call, String origin) {
    call.setAttribute(ATTRIBUTE, origin);
  }

  static Optional<String> of(HttpRequest<?> call) {
    return call.getAttribute(ATTRIBUTE, String.class);
  }
}
