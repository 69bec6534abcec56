package io.mozpool.server.request;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/** A request as lists show it. */
@Serdeable(naming = SnakeCaseStrategy.class)
record RequestSummary(
    int id,
    String imagingServer,
    String assignee,
    String bootConfig,
    String state,
    String expires,
    String requestedDevice,
    String environment,
    String assignedDevice,
    String deviceState) {}
