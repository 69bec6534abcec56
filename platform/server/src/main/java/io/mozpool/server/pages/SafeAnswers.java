package io.mozpool.server.pages;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.types.files.FileCustomizableResponseType;
import io.mozpool.server.web.FilePaths;
import io.mozpool.server.web.FilterOrder;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tells browsers to take no answer for another type, and to keep documents to their servers. Files
 * that an operator serves are no pages of the pool: they run no scripts.
 */
@ServerFilter("/**")
final class SafeAnswers implements Ordered {

  private static final String NO_SCRIPTS = "sandbox";

  private final ContentPolicy policy;
  private final FilePaths files;

  SafeAnswers(ContentPolicy policy, FilePaths files) {
    this.policy = policy;
    this.files = files;
  }

  @ResponseFilter
  CompletionStage<MutableHttpResponse<?>> protect(
      HttpRequest<?> request, MutableHttpResponse<?> response) {
    response.header("X-Content-Type-Options", "nosniff");
    if (files.contain(request.getPath())) {
      return CompletableFuture.completedFuture(
          response.header("Content-Security-Policy", NO_SCRIPTS));
    }
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
