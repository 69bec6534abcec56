package io.mozpool.server.admission;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteAttributes;
import io.mozpool.server.web.ActsOnGet;
import java.util.Optional;
import java.util.Set;

/**
 * A call as a browser describes it. Each browser leaves out some of it, and other programs leave
 * out all.
 *
 * @param origin the page that makes the call
 * @param referer that page, or the one with the link that was followed
 * @param site how that page and this server are related
 */
record Sender(HttpRequest<?> call, Optional<String> origin, Optional<String> referer, String site) {

  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE);

  private static final String NO_SITE = "none";

  static Sender of(HttpRequest<?> call) {
    return new Sender(
        call,
        call.getHeaders().findFirst("Origin"),
        call.getHeaders().findFirst("Referer"),
        call.getHeaders().findFirst("Sec-Fetch-Site").orElse(NO_SITE));
  }

  /** Whether the call may change something by its method. */
  boolean isUnsafe() {
    return !SAFE.contains(call.getMethod());
  }

  /** Whether the call changes something although it is a GET. */
  boolean actsOnGet() {
    return call.getMethod() == HttpMethod.GET
        && RouteAttributes.getRouteInfo(call)
            .filter(route -> route.getAnnotationMetadata().hasAnnotation(ActsOnGet.class))
            .isPresent();
  }

  boolean isBrowser() {
    return call.getHeaders().findFirst("User-Agent").orElse("").startsWith("Mozilla/");
  }

  /** Whether neither a person at the address bar nor a page of this server makes the call. */
  boolean isOfOtherPage() {
    return !site.equals(NO_SITE) && !site.equals("same-origin");
  }

  /** Whether a page of another site reads without its reader's seeing it, unlike with a link. */
  boolean readsFromOtherSite() {
    return site.equals("cross-site")
        && !(is("Sec-Fetch-Mode", "navigate") && is("Sec-Fetch-Dest", "document"));
  }

  private boolean is(String header, String value) {
    return call.getHeaders().findFirst(header).filter(value::equals).isPresent();
  }
}
