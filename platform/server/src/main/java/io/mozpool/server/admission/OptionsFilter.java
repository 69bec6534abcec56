package io.mozpool.server.admission;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.Router;
import io.mozpool.server.web.FilterOrder;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Answers OPTIONS, and with it browsers that ask before they call. */
@ServerFilter("/**")
final class OptionsFilter implements Ordered {

  private static final String PREFLIGHT_SECONDS = "600";

  private final Router router;

  OptionsFilter(Router router) {
    this.router = router;
  }

  /** The methods of a path; one without any is not found, as with other methods. */
  @RequestFilter
  @Nullable HttpResponse<?> answer(HttpRequest<?> request) {
    if (request.getMethod() != HttpMethod.OPTIONS) {
      return null;
    }
    TreeSet<String> methods = new TreeSet<>();
    router.findAny(request).forEach(route -> methods.add(route.getRouteInfo().getHttpMethodName()));
    if (methods.isEmpty()) {
      return null;
    }
    methods.add("OPTIONS");
    String allowed = String.join(", ", methods);
    MutableHttpResponse<?> answer = HttpResponse.ok().header("Allow", allowed);
    if (AllowedOrigin.of(request).isPresent()) {
      answer
          .header("Access-Control-Allow-Methods", allowed)
          .header("Access-Control-Allow-Headers", "Content-Type, Idempotency-Key")
          .header("Access-Control-Max-Age", PREFLIGHT_SECONDS);
    }
    return answer;
  }

  @Override
  public int getOrder() {
    return FilterOrder.OPTIONS;
  }
}
