package io.mozpool.server;

import io.mozpool.host.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks that the directories that settings name are there. */
final class SettingPaths {

  private final List<String> problems = new ArrayList<>();

  private SettingPaths() {}

  /**
   * Looks for all of them.
   *
   * @throws ConfigurationException where one is missing, or cannot be read
   */
  static void check(ServerSettings settings) {
    SettingPaths paths = new SettingPaths();
    settings.bootDirectory().ifPresent(path -> paths.look("mozpool.boot-directory", path));
    settings.scripts().ifPresent(path -> paths.look("mozpool.scripts", path));
    settings.home().ifPresent(path -> paths.look("mozpool.home", path));
    settings.directories().forEach((name, path) -> paths.look("mozpool.directories." + name, path));
    settings.linkTargets().forEach(path -> paths.look("mozpool.link-targets", path));
    if (!paths.problems.isEmpty()) {
      throw new ConfigurationException(paths.problems);
    }
  }

  private void look(String key, Path path) {
    if (!Files.isDirectory(path)) {
      problems.add(key + ": expected a directory that is there, not '" + path + "'");
    } else if (!Files.isExecutable(path)) {
      problems.add(key + ": expected a directory that this user may enter, not '" + path + "'");
    }
  }
}
