package io.mozpool.client;

import java.time.Instant;

/** A device or a request came into a state. */
public record StateChange(Instant at, String state) {}
