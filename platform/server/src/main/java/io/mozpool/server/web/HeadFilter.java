package io.mozpool.server.web;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Has HEAD name the type that GET would have: Micronaut drops it with the body. */
@ServerFilter("/api/**")
final class HeadFilter {

  @ResponseFilter
  void name(HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (request.getMethod() == HttpMethod.HEAD && response.status().getCode() == 200) {
      response.contentType(MediaType.APPLICATION_JSON_TYPE);
    }
  }
}
