package io.mozpool.server.image;

import io.mozpool.host.Registry;
import io.mozpool.plugin.image.ImageInstaller;
import io.mozpool.server.database.Database;
import io.mozpool.server.json.Json;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks boot configs by the installers of images, before a device is touched. */
@Singleton
public final class InstallerChecks {

  private record Needs(@Nullable String installer, List<String> keys) {}

  private static final String IMAGE =
      "select installer, boot_config_keys from images where name = ?";

  private final Database database;
  private final Json json;
  private final Map<String, ImageInstaller> installers;

  InstallerChecks(Database database, Json json, Registry registry) {
    this.database = database;
    this.json = json;
    this.installers =
        registry.installers().stream()
            .collect(Collectors.toMap(ImageInstaller::name, Function.identity()));
  }

  /**
   * A sentence for each problem, of an image that is in the database.
   *
   * @param image its name
   * @param bootConfig JSON; the installer sees the keys that the image names
   */
  public List<String> problems(String image, String bootConfig) {
    return database
        .first(row -> new Needs(row.getString(1), json.texts(row.getString(2))), IMAGE, image)
        .map(needs -> problems(needs.installer(), needs.keys(), bootConfig))
        .orElse(List.of());
  }

  /**
   * A sentence for each problem; empty for an image that has no installer, or one whose plugin is
   * not there.
   *
   * @param keys the keys that the image names
   */
  public List<String> problems(@Nullable String installer, List<String> keys, String bootConfig) {
    Optional<ImageInstaller> checks = Optional.ofNullable(installer).map(installers::get);
    Map<String, String> own = json.map(bootConfig);
    own.keySet().retainAll(keys);
    return checks.map(present -> present.check(own)).orElse(List.of());
  }
}
