package io.mozpool.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.host.Configuration;
import io.mozpool.host.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSettingsTest {

  private static final Configuration EMPTY = Configuration.of(Map.of(), name -> Optional.empty());
  private static final String LONGEST = "x".repeat(255);

  @ParameterizedTest
  @ValueSource(strings = {"mozpool.fqdn", "mozpool.address", "mozpool.peers"})
  void aNameThatCannotBeStoredIsNamed(String key) {
    for (String name : List.of(LONGEST + "x", "", "a b")) {
      Object value = key.endsWith("peers") ? List.of("a", name) : name;

      assertThatThrownBy(() -> ServerSettings.of(EMPTY.with(key, value)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(key + ": expected 1 to 255 characters, and no blanks, not '" + name + "'");
    }
    Object longest = key.endsWith("peers") ? List.of(LONGEST) : LONGEST;
    ServerSettings.of(EMPTY.with(key, longest));
  }

  @Test
  void aPathThatNamesNothingStopsTheStart(@TempDir Path directory) throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
    for (String key :
        List.of("boot-directory", "scripts", "directories.artifacts", "home", "link-targets")) {
      for (Path wrong : List.of(directory.resolve("nothing"), file)) {
        assertThatThrownBy(() -> SettingPaths.check(settings(key, wrong)))
            .isInstanceOf(ConfigurationException.class)
            .hasMessage(
                "mozpool." + key + ": expected a directory that is there, not '" + wrong + "'");
      }
      SettingPaths.check(settings(key, link));
    }
    assertThatThrownBy(
            () ->
                MozpoolServer.create(
                    TestServer.configuration(
                        directory.resolve("data"), Map.of("boot-directory", file.toString()))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("mozpool.boot-directory");
    assertThat(ConfigurationCheck.problems(EMPTY.with("mozpool.scripts", file.toString())))
        .anyMatch(problem -> problem.startsWith("mozpool.scripts: expected a directory"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "scripts", "devices", "", "a/b", ".hidden", "ü"})
  void aNameThatNoDirectoryCanBeServedBelowIsNamed(String name) {
    Map<String, String> directories = Map.of(name, "/srv");

    assertThatThrownBy(() -> ServerSettings.of(EMPTY.with("mozpool.directories", directories)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("mozpool.directories: expected names of letters, digits")
        .hasMessageEndingWith("not '" + name + "'");
  }

  private static ServerSettings settings(String key, Path path) {
    Object value = key.equals("link-targets") ? List.of("" + path) : "" + path;
    return ServerSettings.of(EMPTY.with("mozpool." + key, value));
  }

  @Test
  void aDatabaseIsAskedInUtc() {
    assertThat(
            ServerSettings.of(EMPTY.with("mozpool.database.url", "jdbc:mysql://db/pool")).jdbcUrl())
        .endsWith("&sessionVariables=time_zone%3D%27%2B00%3A00%27");
  }
}
