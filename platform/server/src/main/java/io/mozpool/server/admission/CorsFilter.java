package io.mozpool.server.admission;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.mozpool.server.web.FilterOrder;

/** Lets pages of the pool read answers, refusals included (CORS, as the Fetch standard has it). */
@ServerFilter("/**")
final class CorsFilter implements Ordered {

  @ResponseFilter
  void sign(HttpRequest<?> request, MutableHttpResponse<?> response) {
    AllowedOrigin.of(request)
        .ifPresent(
            origin ->
                response
                    .header("Access-Control-Allow-Origin", origin)
                    .header("Access-Control-Expose-Headers", "Location, Retry-After")
                    .header("Vary", "Origin"));
  }

  @Override
  public int getOrder() {
    return FilterOrder.HEADERS;
  }
}
