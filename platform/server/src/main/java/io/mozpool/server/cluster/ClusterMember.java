package io.mozpool.server.cluster;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/**
 * An imaging server and who handles its machines.
 *
 * @param alive whether a server of that name gave a sign of life in time
 * @param leaseHolder the server that handles its machines; null where none does, or where the
 *     database belongs to one server
 * @param leaseSince since when, UTC
 * @param leaseSecondsLeft for how long without another sign of life; negative where it has run out
 * @param epoch how often the lease was taken
 * @param version its program's; null where it has not said
 * @param devices how many belong to it
 * @param movedLastMinute how many of these came into their state within the last minute
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record ClusterMember(
    String fqdn,
    @Nullable String address,
    @Nullable String failoverGroup,
    boolean alive,
    @Nullable String leaseHolder,
    @Nullable String leaseSince,
    @Nullable Long leaseSecondsLeft,
    long epoch,
    @Nullable String version,
    long devices,
    long movedLastMinute) {}
