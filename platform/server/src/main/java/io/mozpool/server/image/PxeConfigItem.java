package io.mozpool.server.image;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/** A PXE config as the API shows it. */
@Serdeable
record PxeConfigItem(
    String name, @Nullable String description, @Nullable String contents, boolean active) {

  static PxeConfigItem of(PxeConfig config) {
    return new PxeConfigItem(
        config.name(), config.description(), config.contents(), config.active());
  }
}
