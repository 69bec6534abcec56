package io.mozpool.server.device;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A device as lists show it.
 *
 * @param stateSince UTC; null where nobody wrote it down
 * @param deviceClass what its state means to those who look after the pool
 * @param holder the assignee of the request that holds it; null where none does
 * @param tries null where its state makes none
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record DeviceSummary(
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
    @Nullable String stateSince,
    String deviceClass,
    @Nullable String holder,
    @Nullable Tries tries) {

  /** What board it is; nulls where that is not known. */
  @Serdeable
  public record HardwareTypeItem(@Nullable String type, @Nullable String model) {}
}
