package io.mozpool.server.pages;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/**
 * Whoever mistypes an address gets a page that says so and leads on; programs get what they got.
 */
@ServerFilter(patterns = "/(?!api/).*", patternStyle = FilterPatternStyle.REGEX)
final class NotFoundPage {

  private final PageFiles files;
  private final ExecutorService blocking;

  NotFoundPage(PageFiles files, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.files = files;
    this.blocking = blocking;
  }

  @ResponseFilter
  CompletionStage<HttpResponse<?>> show(HttpRequest<?> request, HttpResponse<?> response) {
    return response.code() == HttpStatus.NOT_FOUND.getCode() && isOfReader(request)
        ? CompletableFuture.supplyAsync(this::page, blocking)
        : CompletableFuture.completedFuture(response);
  }

  private HttpResponse<?> page() {
    PageFile page = files.page("index.html").orElseThrow();
    return HttpResponse.notFound(page.content()).contentType(page.type());
  }

  private static boolean isOfReader(HttpRequest<?> request) {
    return request.getMethod() == HttpMethod.GET
        && request.accept().contains(MediaType.TEXT_HTML_TYPE);
  }
}
