package io.mozpool.server.pages;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Leads people who come by a link to Mozpool's old pages to what took their place. */
@Controller("/ui")
@Hidden
final class OldLinkController {

  private static final Map<String, String> SUCCESSORS =
      Map.of("lifeguard.html", "/devices", "mozpool.html", "/requests", "bmm.html", "/devices");

  @Get("{/page:.*}")
  HttpResponse<?> oldPage(@Nullable String page) {
    return to(SUCCESSORS.getOrDefault(page == null ? "" : page, "/"));
  }

  @Get("/log.html")
  HttpResponse<?> oldLog(
      @Nullable @QueryValue String device, @Nullable @QueryValue String request) {
    if (device != null) {
      return to("/devices/" + encoded(device) + "#log");
    }
    return to(request == null ? "/" : "/requests/" + encoded(request) + "#log");
  }

  private static HttpResponse<?> to(String page) {
    return HttpResponse.temporaryRedirect(URI.create(page));
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
