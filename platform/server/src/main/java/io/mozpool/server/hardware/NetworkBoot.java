package io.mozpool.server.hardware;

import io.mozpool.server.database.Database;
import io.mozpool.server.web.ApiException;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Arms and disarms the network boot of a device by hand: what boot servers look up. */
@Singleton
final class NetworkBoot {

  private final Database database;

  NetworkBoot(Database database) {
    this.database = database;
  }

  /**
   * Arms a device, or disarms it where no PXE config is named. Its next image stays.
   *
   * @param bootConfig of the next image; with a PXE config and without this one, it becomes empty
   * @throws ApiException 404 where there is no such PXE config; nothing is changed then
   */
  void set(long device, Optional<String> pxeConfig, Optional<String> bootConfig) {
    if (pxeConfig.isPresent()) {
      database.update(
          "update devices set armed_pxe_config_id = ?, next_boot_config = ? where id = ?",
          id(pxeConfig.get()),
          bootConfig.orElse(""),
          device);
      return;
    }
    disarm(device);
    bootConfig.ifPresent(
        config ->
            database.update(
                "update devices set next_boot_config = ? where id = ?", config, device));
  }

  void disarm(long device) {
    database.update("update devices set armed_pxe_config_id = null where id = ?", device);
  }

  private long id(String pxeConfig) {
    return database
        .first(row -> row.getLong(1), "select id from pxe_configs where name = ?", pxeConfig)
        .orElseThrow(() -> ApiException.unknown("PXE config", pxeConfig));
  }
}
