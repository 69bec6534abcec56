package io.mozpool.server.report;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A part of the pool on which two or more struggling devices depend.
 *
 * @param kind {@code power_controller}, {@code board_type}, {@code image} or {@code server}
 * @param devices how many of those that depend on it struggle
 * @param of how many depend on it
 */
@Serdeable
record Shared(String kind, String name, int devices, int of) {}
