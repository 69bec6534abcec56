package io.mozpool.cli.demo;

import java.time.Instant;

/**
 * A machine came into a state.
 *
 * @param who the board or the request
 */
record Step(Instant at, String who, String state) {}
