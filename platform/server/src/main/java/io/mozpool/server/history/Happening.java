package io.mozpool.server.history;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A machine changed its state, or somebody asked something of it.
 *
 * @param kind {@code device} or {@code request}
 * @param name the device's; the request's number
 * @param timestamp UTC
 * @param important a failure, or what a person did
 */
@Serdeable
record Happening(
    String kind, String name, long id, String timestamp, String message, boolean important) {}
