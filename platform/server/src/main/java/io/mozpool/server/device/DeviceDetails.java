package io.mozpool.server.device;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One device: what lists show, and more.
 *
 * @param addresses where its drivers find it, by facet
 * @param stateSince UTC; null where nobody wrote it down
 * @param stateUntil when the state's time is up; null for never
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record DeviceDetails(
    int id,
    String name,
    String fqdn,
    long inventoryId,
    String macAddress,
    String imagingServer,
    @Nullable String relayInfo,
    String state,
    @Nullable String comments,
    @Nullable String image,
    @Nullable String bootConfig,
    String environment,
    @Nullable Integer requestId,
    HardwareTypeItem hardwareType,
    Map<String, String> addresses,
    @Nullable String stateSince,
    @Nullable String stateUntil,
    Map<String, Integer> counters) {

  @Serdeable
  record HardwareTypeItem(@Nullable String type, @Nullable String model) {}
}
