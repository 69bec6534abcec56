package io.mozpool.server.pages;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mozpool.server.web.ApiException;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Arrays;
import java.util.Optional;

/** Serves the pages. They are one document, which looks at its own address. */
@Controller
@Hidden
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
final class PageController {

  private final PageFiles files;

  PageController(PageFiles files) {
    this.files = files;
  }

  @Get(
      uris = {
        "/",
        "/devices{/name}",
        "/requests{/id}",
        "/images{/name}",
        "/pxe-configs{/name}",
        "/plugins{/id}",
        "/servers"
      })
  HttpResponse<?> page(HttpRequest<?> request) {
    return answer(request, "index.html", files.page("index.html"));
  }

  @Get("/assets/{+name}")
  HttpResponse<?> asset(HttpRequest<?> request, String name) {
    return answer(request, name, files.page(name));
  }

  @Get("/vendor/{+name}")
  HttpResponse<?> vendor(HttpRequest<?> request, String name) {
    return answer(request, name, files.vendor(name));
  }

  private static MutableHttpResponse<?> answer(
      HttpRequest<?> request, String name, Optional<PageFile> found) {
    PageFile file = found.orElseThrow(() -> ApiException.unknown("file", name));
    MutableHttpResponse<?> response =
        knows(request, file.tag()) ? HttpResponse.notModified() : HttpResponse.ok(file.content());
    if (request.getMethod() == HttpMethod.HEAD) {
      response.contentLength(file.content().length);
    }
    return response
        .contentType(file.type())
        .header(HttpHeaders.ETAG, file.tag())
        .header(HttpHeaders.CACHE_CONTROL, "no-cache");
  }

  private static boolean knows(HttpRequest<?> request, String tag) {
    String known = request.getHeaders().get(HttpHeaders.IF_NONE_MATCH);
    return known != null && Arrays.asList(known.split("\\s*,\\s*")).contains(tag);
  }
}
