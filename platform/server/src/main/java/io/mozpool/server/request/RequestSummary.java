package io.mozpool.server.request;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A request as lists show it.
 *
 * @param created UTC; null where an older program made it, as is stateSince
 * @param interference what somebody else did to its device last, for people; null for nothing
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record RequestSummary(
    int id,
    String imagingServer,
    String assignee,
    String bootConfig,
    String state,
    String expires,
    String requestedDevice,
    String environment,
    String assignedDevice,
    String deviceState,
    String image,
    @Nullable String created,
    @Nullable String stateSince,
    @Nullable String interference) {}
