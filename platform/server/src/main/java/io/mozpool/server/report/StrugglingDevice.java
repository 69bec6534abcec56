package io.mozpool.server.report;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.mozpool.server.device.Tries;
import org.jspecify.annotations.Nullable;

/**
 * A device that goes on trying and fails again and again.
 *
 * @param since when it came into its state, UTC; null where nobody wrote it down
 * @param failures since it was last well
 * @param tries in its state; null where that makes none
 * @param lastError what was wrong the last time; null where nobody said
 * @param lastErrorAt when that was, UTC
 * @param requestId the request that holds it; null for none
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record StrugglingDevice(
    String name,
    String state,
    @Nullable String since,
    int failures,
    @Nullable Tries tries,
    @Nullable String lastError,
    @Nullable String lastErrorAt,
    @Nullable Integer requestId,
    @Nullable String comments) {}
