package io.mozpool.dist.pages;

import io.mozpool.client.NewRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Requests that tests make past the pages. */
final class Requests {

  static final String BUILD = "http://builds.example.com/b2g";

  private Requests() {}

  static int of(Site site, String device, String environment) throws IOException {
    return site.client()
        .request(
            new NewRequest(
                device,
                "test@example.com",
                Duration.ofHours(1),
                "b2g",
                environment,
                Map.of("b2gbase", BUILD)))
        .id();
  }
}
