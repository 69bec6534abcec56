package io.mozpool.server;

import io.micronaut.context.annotation.Factory;
import io.mozpool.host.Registry;
import io.mozpool.server.database.Database;
import io.mozpool.server.fetch.FetchLog;
import io.mozpool.server.fetch.LoggedBootFiles;
import io.mozpool.server.files.ServedDirectory;
import io.mozpool.server.hardware.BootDirectory;
import io.mozpool.server.hardware.BootFileFinder;
import io.mozpool.server.hardware.Targets;
import io.mozpool.server.script.ServedFiles;
import io.mozpool.server.web.FilePaths;
import io.mozpool.time.Time;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the parts that serve files to boards. */
@Factory
final class FilesFactory {

  private static final String SCRIPTS = "scripts";

  @Singleton
  LoggedBootFiles bootFiles(
      Database database,
      Targets targets,
      Registry registry,
      Time time,
      ServerSettings settings,
      FetchLog log) {
    BootFileFinder files =
        new BootFileFinder(
            database,
            targets,
            registry.layouts(),
            settings.bootDirectory().map(path -> new BootDirectory(served(path, settings, time))),
            settings.address(),
            settings.fqdn());
    return new LoggedBootFiles(files, registry.layouts(), log);
  }

  @Singleton
  FilePaths filePaths(ServerSettings settings) {
    Set<String> directories = new HashSet<>(settings.directories().keySet());
    directories.add(SCRIPTS);
    return new FilePaths(directories);
  }

  @Singleton
  ServedFiles files(ServerSettings settings, Time time) {
    Map<String, List<ServedDirectory>> directories = new HashMap<>();
    directories.put(
        SCRIPTS,
        Stream.of(settings.scripts(), settings.home().map(home -> home.resolve("scripts")))
            .flatMap(Optional::stream)
            .map(path -> served(path, settings, time))
            .toList());
    settings
        .directories()
        .forEach((name, path) -> directories.put(name, List.of(served(path, settings, time))));
    return new ServedFiles(directories);
  }

  private static ServedDirectory served(Path directory, ServerSettings settings, Time time) {
    return new ServedDirectory(directory, settings.linkTargets(), time::nanos);
  }
}
