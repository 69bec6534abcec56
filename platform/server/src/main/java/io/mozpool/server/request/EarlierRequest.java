package io.mozpool.server.request;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * A request that holds a device, or did.
 *
 * @param from when it was made, UTC; null where an older program made it
 * @param until when it ended; null where it has not
 */
@Serdeable
record EarlierRequest(
    long request,
    String assignee,
    String image,
    @Nullable String from,
    @Nullable String until,
    String state) {}
