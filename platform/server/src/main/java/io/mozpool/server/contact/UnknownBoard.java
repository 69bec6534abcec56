package io.mozpool.server.contact;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A board that is no device.
 *
 * @param address the IP address that it was heard from
 * @param identity its MAC address or serial number; null where no file name told it
 * @param name the name by which it sent events; null where it sent none
 * @param times how often it was heard
 * @param since when it was first heard, UTC
 * @param last when it was last heard, UTC
 * @param lastAction its last request or event
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record UnknownBoard(
    String address,
    @Nullable String identity,
    @Nullable String name,
    long times,
    String since,
    String last,
    String lastAction) {}
