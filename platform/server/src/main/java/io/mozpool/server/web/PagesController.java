package io.mozpool.server.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;

/** Leads people who come with a browser, perhaps by an old link, to what there is to see. */
@Controller
@Hidden
final class PagesController {

  private static final URI FRONT = URI.create("/");
  private static final URI API = URI.create("/openapi/");

  @Get("/")
  HttpResponse<?> front() {
    return HttpResponse.temporaryRedirect(API);
  }

  @Get("/ui{/page:.*}")
  HttpResponse<?> oldPage() {
    return HttpResponse.temporaryRedirect(FRONT);
  }
}
