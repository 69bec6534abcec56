package io.mozpool.server.history;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A request that got its device.
 *
 * @param created UTC, as is ready
 * @param seconds the time between
 */
@Serdeable
record ServedRequest(long request, String created, String ready, double seconds, String image) {}
