package io.mozpool.server.device;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/**
 * How a device has failed of late.
 *
 * @param failures how often it has failed since it was last well
 * @param lastError what was wrong the last of these times; null for nothing
 * @param lastErrorAt when that was, UTC
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record DeviceFailures(int failures, @Nullable String lastError, @Nullable String lastErrorAt) {

  static final DeviceFailures NONE = new DeviceFailures(0, null, null);
}
