package io.mozpool.server.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShellcheckTest {

  @Test
  void liveBootScriptsAreClean() throws Exception {
    Tools.require("shellcheck", "shellcheck");
    try (Stream<Path> files = Files.list(LiveBoard.scripts())) {
      List<String> scripts =
          files
              .map(Path::toString)
              .filter(file -> file.endsWith("-init.sh") || file.endsWith("-stage.sh"))
              .toList();
      assertThat(scripts).hasSize(5);
      // What they read in is checked with them.
      String[] arguments =
          Stream.concat(Stream.of("--external-sources", "--check-sourced"), scripts.stream())
              .toArray(String[]::new);
      assertThat(Tools.run("shellcheck", arguments)).isEmpty();
    }
  }
}
