package io.mozpool.server.hardware;

import io.micronaut.http.HttpStatus;
import io.mozpool.server.database.Database;
import io.mozpool.server.hold.Holders;
import io.mozpool.server.web.ApiException;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Arms and disarms the network boot of a device by hand: what boot servers look up. */
@Singleton
final class NetworkBoot {

  private final Database database;
  private final Holders holders;

  NetworkBoot(Database database, Holders holders) {
    this.database = database;
    this.holders = holders;
  }

  /**
   * Arms a device, or disarms it where no PXE config is named. Its next image stays.
   *
   * @param bootConfig of the next image; with a PXE config and without this one, it becomes empty
   * @param unlessHeld whether nothing is done where a request holds the device
   * @throws ApiException 404 where there is no such PXE config, 409 where a request holds the
   *     device; nothing is changed then
   */
  void set(
      long device, Optional<String> pxeConfig, Optional<String> bootConfig, boolean unlessHeld) {
    if (pxeConfig.isPresent()) {
      update(
          "armed_pxe_config_id = ?, next_boot_config = ?",
          unlessHeld,
          id(pxeConfig.get()),
          bootConfig.orElse(""),
          device);
    } else if (bootConfig.isPresent()) {
      update(
          "armed_pxe_config_id = null, next_boot_config = ?", unlessHeld, bootConfig.get(), device);
    } else {
      disarm(device, unlessHeld);
    }
  }

  /**
   * Disarms a device.
   *
   * @param unlessHeld whether nothing is done where a request holds the device
   * @throws ApiException 409 where a request holds the device; nothing is changed then
   */
  void disarm(long device, boolean unlessHeld) {
    update("armed_pxe_config_id = null", unlessHeld, device);
  }

  /** The device's row is the last parameter. */
  private void update(String assignments, boolean unlessHeld, Object... parameters) {
    int changed =
        database.update(
            "update devices set %s where id = ? and %s"
                .formatted(assignments, unlessHeld ? Holders.NOBODY : "1 = 1"),
            parameters);
    if (unlessHeld && changed == 0) {
      holders
          .of((long) parameters[parameters.length - 1])
          .ifPresent(
              holder -> {
                throw new ApiException(HttpStatus.CONFLICT, holder.sentence());
              });
    }
  }

  private long id(String pxeConfig) {
    return database
        .first(row -> row.getLong(1), "select id from pxe_configs where name = ?", pxeConfig)
        .orElseThrow(() -> ApiException.unknown("PXE config", pxeConfig));
  }
}
