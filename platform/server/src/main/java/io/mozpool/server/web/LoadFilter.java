package io.mozpool.server.web;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses clients when there is enough to do, before a body is read or a thread taken. Boards and
 * servers with something to say are never refused; files that boards fetch, and monitoring, only
 * under twice that load.
 */
@ServerFilter("/**")
final class LoadFilter implements Ordered {

  /** Of events, those that people and tools send: they can come again. */
  private static final Pattern NEVER_REFUSED =
      Pattern.compile(
          "/api/(?:device|request)/[^/]+/event/(?!please_|close/?$)[^/%]+/?"
              + "|/api/device/[^/]+/bootconfig/?"
              + "|/api/cluster/?");

  /** A client that cannot renew loses its device, and one that cannot return blocks others. */
  private static final Pattern HOLDERS =
      Pattern.compile("/api/request/[^/]+/(?:renew|return|event/close)/?");

  private static final Pattern STATE = Pattern.compile("/api/device/[^/]+/state/?");

  private static final Pattern MONITORING = Pattern.compile("/health(?:/.*)?|/metrics/?");

  private final Load load;
  private final FilePaths files;

  LoadFilter(Load load, FilePaths files) {
    this.load = load;
    this.files = files;
  }

  @RequestFilter
  @Nullable HttpResponse<?> admit(HttpRequest<?> request) {
    if (!load.isFull() || !isRefused(request)) {
      return null;
    }
    load.refuse();
    return Problems.overloaded(load.most());
  }

  @Override
  public int getOrder() {
    return FilterOrder.LOAD;
  }

  private boolean isRefused(HttpRequest<?> request) {
    String path = request.getUri().getRawPath();
    if (files.contain(path)
        || MONITORING.matcher(path).matches()
        || STATE.matcher(path).matches() && request.getParameters().contains("cache")) {
      return load.isFullForQuickCalls();
    }
    return HOLDERS.matcher(path).matches()
        ? load.isFullForHolders()
        : !NEVER_REFUSED.matcher(path).matches();
  }
}
