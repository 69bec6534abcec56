package io.mozpool.server.admission;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.mozpool.server.text.Texts;
import io.mozpool.server.web.Problem;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Words refusals of calls; those for their Host are logged, once a minute. */
public final class RefusedCalls {

  private static final Logger LOG = LoggerFactory.getLogger(RefusedCalls.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final LongSupplier nanos;
  private final AtomicLong lastWarning;

  /**
   * @param nanos the monotonic clock
   */
  public RefusedCalls(LongSupplier nanos) {
    this.nanos = nanos;
    this.lastWarning = new AtomicLong(nanos.getAsLong() - PAUSE.toNanos());
  }

  HttpResponse<?> badHost(List<String> given) {
    return Problem.of(
        HttpStatus.BAD_REQUEST,
        "Host: expected one header that names a host, not "
            + (given.isEmpty()
                ? "none; an address that is no URI, such as one with a bare '%', hides it"
                : Texts.quoted("'" + String.join("', '", given) + "'")));
  }

  HttpResponse<?> strangeHost(Host host, InetSocketAddress sender) {
    warn(host, sender);
    return Problem.of(
        HttpStatus.MISDIRECTED_REQUEST,
        "'%s' is no name of this server; mozpool.hosts lists further ones"
            .formatted(Texts.quoted(host.authority())));
  }

  HttpResponse<?> actingGet(HttpRequest<?> call) {
    return Problem.of(
        HttpStatus.FORBIDDEN,
        "this GET acts, and browsers may not send it: expected POST "
            + Texts.quoted(call.getUri().getRawPath()));
  }

  HttpResponse<?> strangePage(Optional<String> origin) {
    return Problem.of(
        HttpStatus.FORBIDDEN,
        "pages of %s may not call the pool; mozpool.cors-hosts names those that may"
            .formatted(origin.map(Texts::quoted).orElse("another site")));
  }

  private void warn(Host host, InetSocketAddress sender) {
    long now = nanos.getAsLong();
    long last = lastWarning.get();
    if (now - last >= PAUSE.toNanos() && lastWarning.compareAndSet(last, now)) {
      LOG.warn(
          "refused a call of {} for host '{}', which is no name of this server; mozpool.hosts"
              + " lists further ones (logged once a minute)",
          sender.getAddress().getHostAddress(),
          Texts.quoted(host.authority()));
    }
  }
}
