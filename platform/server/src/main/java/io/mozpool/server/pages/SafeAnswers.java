package io.mozpool.server.pages;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.types.files.FileCustomizableResponseType;
import io.mozpool.server.web.FilterOrder;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tells browsers to take no answer for another type, and to keep documents to their servers. */
@ServerFilter("/**")
final class SafeAnswers implements Ordered {

  private final ContentPolicy policy;

  SafeAnswers(ContentPolicy policy) {
    this.policy = policy;
  }

  @ResponseFilter
  CompletionStage<MutableHttpResponse<?>> protect(MutableHttpResponse<?> response) {
    response.header("X-Content-Type-Options", "nosniff");
    if (type(response).filter(SafeAnswers::isDocument).isEmpty()) {
      return CompletableFuture.completedFuture(response);
    }
    response.header("Referrer-Policy", "same-origin");
    return policy.text().thenApply(text -> response.header("Content-Security-Policy", text));
  }

  @Override
  public int getOrder() {
    return FilterOrder.HEADERS;
  }

  /** Files say their type only when they are sent. */
  private static Optional<MediaType> type(MutableHttpResponse<?> response) {
    return response
        .getContentType()
        .or(
            () ->
                response
                    .getBody(FileCustomizableResponseType.class)
                    .map(FileCustomizableResponseType::getMediaType));
  }

  /** Documents can run scripts; SVG is one of them. */
  private static boolean isDocument(MediaType type) {
    return type.matches(MediaType.TEXT_HTML_TYPE)
        || type.getSubtype().endsWith("+xml")
        || type.getSubtype().equals("xml");
  }
}
