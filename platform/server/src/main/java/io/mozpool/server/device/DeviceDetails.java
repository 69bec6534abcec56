package io.mozpool.server.device;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One device.
 *
 * @param summary what lists show
 * @param addresses where its drivers find it, by facet
 * @param stateUntil when the state's time is up; null for never
 * @param lastContact when the board last fetched a file or sent an event, UTC, up to ten seconds
 *     late; null for never
 * @param lastContactBy the way: {@code tftp}, {@code http}, {@code event}
 * @param failures how it has failed of late
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record DeviceDetails(
    @JsonUnwrapped DeviceSummary summary,
    Map<String, String> addresses,
    @Nullable String stateUntil,
    Map<String, Integer> counters,
    @Nullable String lastContact,
    @Nullable String lastContactBy,
    @JsonUnwrapped DeviceFailures failures) {}
