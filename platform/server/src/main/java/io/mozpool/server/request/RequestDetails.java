package io.mozpool.server.request;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A request, as its client sees it.
 *
 * @param assignedDevice empty while there is none
 * @param lastDevice that which it has, or had last; empty where it never had one
 * @param expires UTC, ISO 8601 without a zone letter
 * @param bootConfig JSON as text
 * @param created UTC; null where an older program made it, as is stateSince
 * @param interference what somebody else did to its device last, for people; null for nothing
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record RequestDetails(
    int id,
    String requestedDevice,
    String assignedDevice,
    String lastDevice,
    String assignee,
    String expires,
    String environment,
    String image,
    String bootConfig,
    String url,
    String imagingServer,
    String state,
    @Nullable String created,
    @Nullable String stateSince,
    @Nullable String interference) {}
