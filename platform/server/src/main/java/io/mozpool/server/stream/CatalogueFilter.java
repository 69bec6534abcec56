package io.mozpool.server.stream;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.mozpool.server.change.Changes;

/** Notes that somebody has changed what the pool is made of. */
@ServerFilter({"/api/admin/images/**", "/api/admin/pxe-configs/**", "/api/admin/hardware-types/**"})
final class CatalogueFilter {

  private final Changes changes;

  CatalogueFilter(Changes changes) {
    this.changes = changes;
  }

  @ResponseFilter
  void note(HttpRequest<?> request, HttpResponse<?> response) {
    boolean changes =
        request.getMethod() == HttpMethod.PUT || request.getMethod() == HttpMethod.DELETE;
    if (changes && response.getStatus().getCode() < 300) {
      this.changes.catalogue();
    }
  }
}
