package io.mozpool.plugins.file;

import io.mozpool.plugin.Setting;
import java.nio.file.Path;
import java.util.Optional;

/** Which file is read. */
public record FileSettings(
    @Setting("The file with the devices: YAML where it ends in .yaml or .yml, CSV in .csv")
        Optional<Path> file) {

  public FileSettings {
    if (file.isPresent() && !file.get().toString().matches(".*\\.(yaml|yml|csv)")) {
      throw new IllegalArgumentException(
          "file: expected a name that ends in .yaml, .yml or .csv, not '" + file.get() + "'");
    }
  }
}
