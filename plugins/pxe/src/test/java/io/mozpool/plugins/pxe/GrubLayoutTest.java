package io.mozpool.plugins.pxe;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.plugin.BootFile;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.boot.BootProfile;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrubLayoutTest {

  private static final Device BOARD =
      new Device("board", "board.example", "6a3d98123456", "", "pc", Map.of());
  private static final BootProfile PROFILE = new BootProfile("live", "linux /vmlinuz\n");

  private final GrubLayout layout = new GrubLayout();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "grub.cfg",
        "grub/grub.cfg",
        "grub/grub.cfg-",
        "grub/grub.cfg-0A000102",
        "grub/grub.cfg-01-6a-3d-98-12-34",
        "grub/grub.cfg-01-6a-3d-98-12-34-56-78",
        "grub/grub.cfg-01-6a-3d-98-12-34-5g",
        "grub/grub.cfg-06-6a-3d-98-12-34-56",
        "grub/grub.cfg-01-6a-3d-98-12-34-56/x",
        "grub/my-grub.cfg-01-6a-3d-98-12-34-56",
        "pxelinux.cfg/01-6a-3d-98-12-34-56"
      })
  void nameThatTellsNoMacAddressBelongsToNobody(String name) {
    assertThat(layout.deviceId(name)).isEmpty();
    assertThat(layout.file(BOARD, PROFILE, name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grub.cfg-01-6a-3d-98-12-34-56",
        "grub/grub.cfg-01-6A-3D-98-12-34-56",
        "boot/grub/grub.cfg-01-6a-3d-98-12-34-56"
      })
  void nameWithTheMacAddressIsTheProfile(String name) {
    assertThat(layout.deviceId(name)).contains("6a3d98123456");
    assertThat(text(layout.file(BOARD, PROFILE, name))).isEqualTo("linux /vmlinuz\n");
  }

  @Test
  void deviceIsNotGivenTheFileOfAnother() {
    assertThat(layout.file(BOARD, PROFILE, "grub/grub.cfg-01-6a-3d-98-12-34-57")).isEmpty();
  }

  @Test
  void longNameIsNoTrouble() {
    assertThat(layout.deviceId("a/".repeat(100_000) + "grub.cfg-" + "-00".repeat(100_000)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"grub.cfg", "grub/grub.cfg"})
  void aBoardRunsItsConfigElseItsDisk(String name) {
    assertThat(text(layout.fallback(name)))
        .containsSubsequence(
            "source $prefix/grub.cfg-01-$a-$b-$c-$d-$e-$f\n",
            "/EFI/BOOT/BOOTX64.EFI\n",
            "chainloader $loader; boot;",
            "exit\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "my-grub.cfg", "grub/grub.cfg-0", "grub/grub.cfg/x"})
  void otherNamesHaveNoFallback(String name) {
    assertThat(layout.fallback(name)).isEmpty();
  }

  private static String text(Optional<BootFile> file) {
    return new String(((BootFile.InMemory) file.orElseThrow()).bytes(), StandardCharsets.UTF_8);
  }
}
