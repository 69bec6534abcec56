package io.mozpool.server.web;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Optional;

/** Which MozPool this is. */
@Controller("/api/version")
@Tag(name = "Reports")
final class VersionController {

  /** As Maven wrote it into the jar; a class path of folders has none. */
  static final String VERSION =
      Optional.ofNullable(VersionController.class.getPackage().getImplementationVersion())
          .orElse("development");

  /**
   * The version of the server.
   *
   * @return the version
   */
  @Get("/")
  Map<String, String> version() {
    return Map.of("version", VERSION);
  }
}
