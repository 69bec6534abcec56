package io.mozpool.server.web;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;

/** Which MozPool this is. */
@Controller("/api/version")
@Tag(name = "Reports")
final class VersionController {

  /**
   * The version of the server.
   *
   * @return the version
   */
  @Get("/")
  Map<String, String> version() {
    return Map.of("version", Version.TEXT);
  }
}
