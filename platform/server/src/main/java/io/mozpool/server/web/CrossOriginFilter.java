package io.mozpool.server.web;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.web.router.Router;
import jakarta.inject.Named;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Keeps strange web pages from having a browser call the API, and lets those of the pool do so
 * (CORS, as the Fetch standard has it). A GET may act here, so a call is refused before it is made.
 */
@ServerFilter("/api/**")
final class CrossOriginFilter {

  private static final String ALLOWED = "mozpool.origin";
  private static final String PREFLIGHT_SECONDS = "600";

  private final Origins origins;
  private final Router router;
  private final ExecutorService blocking;

  CrossOriginFilter(
      Origins origins, Router router, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.origins = origins;
    this.router = router;
    this.blocking = blocking;
  }

  @RequestFilter
  @Nullable CompletionStage<Optional<HttpResponse<?>>> check(HttpRequest<?> request) {
    Optional<String> origin = request.getHeaders().findFirst("Origin");
    if (origin.isEmpty() && !isCrossSite(request) && request.getMethod() != HttpMethod.OPTIONS) {
      return null; // no browser, or one of our own pages
    }
    return CompletableFuture.supplyAsync(() -> check(request, origin), blocking);
  }

  @ResponseFilter
  void sign(HttpRequest<?> request, MutableHttpResponse<?> response) {
    request
        .getAttribute(ALLOWED, String.class)
        .ifPresent(
            origin ->
                response
                    .header("Access-Control-Allow-Origin", origin)
                    .header("Access-Control-Expose-Headers", "Location, Retry-After")
                    .header("Vary", "Origin"));
  }

  private Optional<HttpResponse<?>> check(HttpRequest<?> request, Optional<String> origin) {
    if (origin.filter(page -> isOwn(page, request) || origins.allows(page)).isPresent()) {
      request.setAttribute(ALLOWED, origin.get());
    } else if (isCrossSite(request) || origin.filter(page -> !isHttps(page)).isPresent()) {
      return Optional.of(
          Problem.answer(
              HttpResponse.status(HttpStatus.FORBIDDEN),
              HttpStatus.FORBIDDEN,
              "pages of %s may not call the pool; mozpool.cors-hosts names those that may"
                  .formatted(origin.orElse("another site"))));
    }
    return request.getMethod() == HttpMethod.OPTIONS ? options(request) : Optional.empty();
  }

  /** What may be done with a path; where there is none, it is not found as any other is. */
  private Optional<HttpResponse<?>> options(HttpRequest<?> request) {
    TreeSet<String> methods = new TreeSet<>();
    router.findAny(request).forEach(route -> methods.add(route.getRouteInfo().getHttpMethodName()));
    if (methods.isEmpty()) {
      return Optional.empty();
    }
    methods.add("OPTIONS");
    String allowed = String.join(", ", methods);
    MutableHttpResponse<?> answer = HttpResponse.ok().header("Allow", allowed);
    if (request.getAttribute(ALLOWED).isPresent()) {
      sign(request, answer); // an answer of this filter does not pass it on the way back
      answer
          .header("Access-Control-Allow-Methods", allowed)
          .header("Access-Control-Allow-Headers", "Content-Type, Idempotency-Key")
          .header("Access-Control-Max-Age", PREFLIGHT_SECONDS);
    }
    return Optional.of(answer);
  }

  private static boolean isOwn(String origin, HttpRequest<?> request) {
    return request.getHeaders().findFirst("Host").filter(h -> Origins.isOwn(origin, h)).isPresent();
  }

  private static boolean isHttps(String origin) {
    return origin.startsWith("https://");
  }

  private static boolean isCrossSite(HttpRequest<?> request) {
    return request
        .getHeaders()
        .findFirst("Sec-Fetch-Site")
        .filter("cross-site"::equals)
        .isPresent();
  }
}
