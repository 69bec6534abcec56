package io.mozpool.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The version of the plugin API that this host speaks, as the build wrote it down. */
final class ApiVersion {

  private ApiVersion() {}

  static String current() {
    Properties api = new Properties();
    try (InputStream file = ApiVersion.class.getResourceAsStream("api.properties")) {
      api.load(Objects.requireNonNull(file, "api.properties is missing"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return api.getProperty("version");
  }
}
