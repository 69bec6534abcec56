package io.mozpool.plugins.file;

import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.plugin.PluginContext;
import io.mozpool.plugin.inventory.InventorySource;
import io.mozpool.plugin.inventory.InventorySourceFactory;
import org.pf4j.Extension;

/** Makes the source {@code file}. */
@Extension
public final class FileFactory implements InventorySourceFactory<FileSettings> {

  @Override
  public String name() {
    return "file";
  }

  @Override
  public Class<FileSettings> configType() {
    return FileSettings.class;
  }

  /** Without a file it is in nobody's way: only who reads it is told what it lacks. */
  @Override
  public InventorySource create(FileSettings settings, PluginContext context) {
    return settings
        .file()
        .<InventorySource>map(FileInventory::new)
        .orElse(
            deadline -> {
              throw new DriverException(
                  Reason.REFUSED,
                  "mozpool.plugins.settings.file.file: expected a path, it is not set");
            });
  }
}
