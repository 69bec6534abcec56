package io.mozpool.server.device;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/** A device as lists show it. */
@Serdeable(naming = SnakeCaseStrategy.class)
record DeviceSummary(
    int id,
    String name,
    String fqdn,
    long inventoryId,
    String macAddress,
    String imagingServer,
    @Nullable String relayInfo,
    String state,
    @Nullable String comments,
    @Nullable String image,
    @Nullable String bootConfig,
    String environment,
    @Nullable Integer requestId) {}
