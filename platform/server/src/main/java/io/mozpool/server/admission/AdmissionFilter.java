package io.mozpool.server.admission;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.mozpool.server.web.FilterOrder;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Refuses calls that name another host than this server, and those that strange web pages have a
 * browser make. A GET may act here, so a call is refused before it is made.
 */
@ServerFilter("/**")
final class AdmissionFilter implements Ordered {

  private final PoolNames pool;
  private final Hosts hosts;
  private final Origins origins;
  private final RefusedCalls refusals;

  AdmissionFilter(PoolNames pool, Hosts hosts, Origins origins, RefusedCalls refusals) {
    this.pool = pool;
    this.hosts = hosts;
    this.origins = origins;
    this.refusals = refusals;
  }

  @RequestFilter
  @Nullable CompletionStage<Optional<HttpResponse<?>>> check(HttpRequest<?> request) {
    List<String> given = request.getHeaders().getAll("Host");
    boolean old = isOld(request);
    Optional<Host> host = given.size() == 1 ? Host.parse(given.get(0)) : Optional.empty();
    if (host.isEmpty() && !(old && String.join("", given).isEmpty())) {
      return CompletableFuture.completedFuture(Optional.of(refusals.badHost(given)));
    }
    Sender sender = Sender.of(request);
    if (host.filter(name -> !hosts.accepts(name)).isPresent() || hasStranger(sender, host)) {
      return pool.refresh().thenApply(names -> judge(sender, host)); // one may be new to the pool
    }
    return judge(sender, host)
        .<CompletionStage<Optional<HttpResponse<?>>>>map(
            refusal -> CompletableFuture.completedFuture(Optional.of(refusal)))
        .orElse(null);
  }

  @Override
  public int getOrder() {
    return FilterOrder.ADMISSION;
  }

  private Optional<HttpResponse<?>> judge(Sender sender, Optional<Host> host) {
    boolean strangeHost = host.filter(name -> !hosts.accepts(name)).isPresent();
    Optional<Host> own = strangeHost ? Optional.empty() : host;
    Optional<String> allowed = sender.origin().filter(page -> origins.allows(page, own));
    allowed.ifPresent(page -> AllowedOrigin.mark(sender.call(), page));
    if (strangeHost) {
      return Optional.of(
          refusals.strangeHost(host.orElseThrow(), sender.call().getRemoteAddress()));
    } else if (sender.actsOnGet() && (sender.isBrowser() || isOfOtherPage(sender, own))) {
      return Optional.of(refusals.actingGet(sender.call()));
    } else if (allowed.isEmpty() && isStrange(sender)) {
      return Optional.of(refusals.strangePage(sender.origin()));
    }
    return Optional.empty();
  }

  /** Of calls whose page is not allowed, all that act; of others those that may not read either. */
  private static boolean isStrange(Sender sender) {
    return sender.isUnsafe()
        ? sender.origin().isPresent() || sender.isOfOtherPage()
        : sender.readsFromOtherSite()
            || sender.origin().filter(page -> !page.startsWith("https://")).isPresent();
  }

  private boolean isOfOtherPage(Sender sender, Optional<Host> host) {
    return sender.isOfOtherPage() || hasStranger(sender, host);
  }

  private boolean hasStranger(Sender sender, Optional<Host> host) {
    return sender.origin().filter(page -> !origins.allows(page, host)).isPresent()
        || sender.actsOnGet()
            && sender.referer().filter(page -> !origins.allows(page, host)).isPresent();
  }

  /** U-Boot's wget speaks HTTP/1.0 and names no host; no browser does. */
  private static boolean isOld(HttpRequest<?> request) {
    return request instanceof NettyHttpRequest<?> netty
        && netty.getNativeRequest().protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
  }
}
