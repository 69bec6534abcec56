package io.mozpool.plugins.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RackStateTest {

  @TempDir private Path directory;

  @Test
  void whatItDoesNotUnderstandIsQuoted() throws IOException {
    Path file = Files.writeString(directory.resolve("rack.txt"), "relay 3 on\nrelay x on\n");

    assertThatThrownBy(() -> RackState.load(file, save -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("rack.txt")
        .hasMessageContaining("'relay x on'");
  }

  @Test
  void aSavedStateIsFoundAgain() throws IOException {
    Path file = directory.resolve("rack.txt");
    RackState state = RackState.load(file, save -> {});
    state.setRelay(3, true);
    state.setRelay(4, true);
    state.setRelay(4, false);
    state.save();

    RackState again = RackState.load(file, save -> {});

    assertThat(again.isRelayOn(3)).isTrue();
    assertThat(again.isRelayOn(4)).isFalse();
    assertThat(directory).isDirectoryNotContaining("glob:**.new");
  }
}
