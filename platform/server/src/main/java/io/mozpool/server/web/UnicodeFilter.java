package io.mozpool.server.web;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.mozpool.server.text.Texts;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses paths and queries whose escapes make no Unicode text. */
@ServerFilter("/**")
final class UnicodeFilter implements Ordered {

  @RequestFilter
  @Nullable HttpResponse<?> check(HttpRequest<?> request) {
    String path = request.getUri().getRawPath();
    String query = request.getUri().getRawQuery();
    return bad("path", path).or(() -> badQuery(query)).orElse(null);
  }

  @Override
  public int getOrder() {
    return FilterOrder.TEXTS;
  }

  private static Optional<HttpResponse<?>> badQuery(@Nullable String query) {
    if (query == null) {
      return Optional.empty();
    }
    for (String pair : query.split("&")) {
      Optional<HttpResponse<?>> bad = bad(pair.split("=", 2)[0], pair);
      if (bad.isPresent()) {
        return bad;
      }
    }
    return Optional.empty();
  }

  private static Optional<HttpResponse<?>> bad(String key, @Nullable String text) {
    if (text == null || text.indexOf('%') < 0 || Texts.isUnicode(unescaped(text))) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
            HttpStatus.BAD_REQUEST,
            "%s: expected Unicode text, not %s".formatted(Texts.quoted(key), Texts.quoted(text))));
  }

  /** The bytes that escapes stand for; any other character is as good as the next. */
  private static byte[] unescaped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%' && i + 2 < text.length()) {
        bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16)); // a URI has no others
        i += 2;
      } else {
        bytes.write('x');
      }
    }
    return bytes.toByteArray();
  }
}
