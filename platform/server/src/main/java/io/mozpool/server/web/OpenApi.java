package io.mozpool.server.web;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;

/** The description of the API that is written at build; {@code openapi.properties} says how. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "MozPool",
            version = "1.0",
            description = "The manager of a pool of untrustworthy test devices.",
            license = @License(name = "MPL-2.0", url = "https://mozilla.org/MPL/2.0/")))
final class OpenApi {

  private OpenApi() {}
}
