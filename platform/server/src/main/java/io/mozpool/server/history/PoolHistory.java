package io.mozpool.server.history;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;

/**
 * How many devices were in which class.
 *
 * @param times seconds since 1970
 * @param classes for each class as many numbers as there are times
 */
@Serdeable
record PoolHistory(List<Long> times, Map<String, List<Integer>> classes) {}
