package io.mozpool.server.web;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.mozpool.server.database.Outage;
import io.mozpool.server.text.Texts;
import jakarta.inject.Singleton;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes problem documents of everything that goes wrong in a request, found by us or by Micronaut.
 */
@Singleton
@Primary
final class Problems
    implements ErrorResponseProcessor<Object>, ExceptionHandler<RuntimeException, HttpResponse<?>> {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String TRY_AGAIN_SECONDS = "1";

  private final Outage outage;

  Problems(Outage outage) {
    this.outage = outage;
  }

  @Override
  public MutableHttpResponse<Object> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    String detail =
        context.getErrors().stream()
            .map(error -> Texts.quoted(error.getMessage()))
            .collect(Collectors.joining("; "));
    @SuppressWarnings("unchecked") // only the body's type changes, and the body is replaced
    MutableHttpResponse<Object> untyped = (MutableHttpResponse<Object>) response;
    return Problem.answer(untyped, response.status(), detail);
  }

  @Override
  public HttpResponse<?> handle(
      @SuppressWarnings("rawtypes") HttpRequest request, RuntimeException failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof ElsewhereException elsewhere) {
      return redirect(request, elsewhere);
    }
    if (cause instanceof ApiException api) {
      return answer(api.status(), api.detail());
    }
    if (cause instanceof IllegalCharsetNameException
        || cause instanceof UnsupportedCharsetException) {
      return answer(
          HttpStatus.BAD_REQUEST,
          "Content-Type: expected a charset that there is, not '%s'"
              .formatted(Texts.quoted(String.valueOf(cause.getMessage()))));
    }
    if (Outage.caused(cause)) {
      outage.failed(cause);
      return answer(HttpStatus.SERVICE_UNAVAILABLE, outage.explain(cause));
    }
    LOG.error("{} {} failed", request.getMethodName(), request.getPath(), cause);
    return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "see the server's log");
  }

  /** A server with enough to do. */
  static HttpResponse<?> overloaded(int calls) {
    return answer(
        HttpStatus.SERVICE_UNAVAILABLE,
        "%d calls are under way, which is all that are taken at once; try again in a second"
            .formatted(calls));
  }

  private static HttpResponse<?> answer(HttpStatus status, String detail) {
    MutableHttpResponse<?> answer = Problem.of(status, detail);
    return status == HttpStatus.SERVICE_UNAVAILABLE
        ? answer.header("Retry-After", TRY_AGAIN_SECONDS)
        : answer;
  }

  /** 307 keeps the method; what reads gets the 302 that clients have always got. */
  private static HttpResponse<?> redirect(HttpRequest<?> request, ElsewhereException elsewhere) {
    boolean reads = request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
    String query = request.getUri().getRawQuery();
    return HttpResponse.status(reads ? HttpStatus.FOUND : HttpStatus.TEMPORARY_REDIRECT)
        .header(
            "Location",
            "http://"
                + elsewhere.server()
                + request.getUri().getRawPath()
                + (query == null ? "" : "?" + query));
  }
}
