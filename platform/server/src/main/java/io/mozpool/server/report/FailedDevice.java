package io.mozpool.server.report;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A device that needs a person.
 *
 * @param since when it came into its state, UTC; null where nobody wrote it down
 * @param lastError the newest line in its log that speaks of an error; null for none
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record FailedDevice(
    String name,
    String state,
    @Nullable String since,
    @Nullable String lastError,
    @Nullable String comments) {}
