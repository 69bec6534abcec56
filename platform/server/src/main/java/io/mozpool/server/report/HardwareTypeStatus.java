package io.mozpool.server.report;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/** How many devices of a hardware type are in which class; one without a type has empty names. */
@Serdeable(naming = SnakeCaseStrategy.class)
record HardwareTypeStatus(
    String type, String model, int inUse, int idle, int processing, int failed, int lockedOut) {}
