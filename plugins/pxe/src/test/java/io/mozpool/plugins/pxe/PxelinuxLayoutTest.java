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

class PxelinuxLayoutTest {

  private static final Device PANDA =
      new Device("panda-0001", "panda-0001.example", "6a3d98123456", "", "panda", Map.of());
  private static final BootProfile PROFILE = new BootProfile("android", "DEFAULT ä\n");

  private final PxelinuxLayout layout = new PxelinuxLayout();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "pxelinux.0",
        "01-6a-3d-98-12-34-56",
        "cfg/01-6a-3d-98-12-34-56",
        "my-pxelinux.cfg/01-6a-3d-98-12-34-56",
        "pxelinux.cfg/",
        "pxelinux.cfg/6a-3d-98-12-34-56",
        "pxelinux.cfg/06-6a-3d-98-12-34-56",
        "pxelinux.cfg/01-6a-3d-98-12-34",
        "pxelinux.cfg/01-6a-3d-98-12-34-56-78",
        "pxelinux.cfg/01-6a-3d-98-12-34-5g",
        "pxelinux.cfg/01-6a-3d-98-12-34-56\n",
        "pxelinux.cfg/01-6a:3d:98:12:34:56",
        "pxelinux.cfg/01-6a-3d-98-12-34-56/x",
        "pxelinux.cfg/0A000102",
        "pxelinux.cfg/b8945908-d6a6-41a9-611d-74a6ab80b83d",
        "pxelinux.cfg/default",
      })
  void nameThatTellsNoMacAddressBelongsToNobody(String name) {
    assertThat(layout.deviceId(name)).isEmpty();
    assertThat(layout.file(PANDA, PROFILE, name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pxelinux.cfg/01-6a-3d-98-12-34-56",
        "pxelinux.cfg/01-6A-3D-98-12-34-56",
        "/pxelinux.cfg/01-6a-3d-98-12-34-56",
        "boot/x86/pxelinux.cfg/01-6a-3d-98-12-34-56",
        "//srv//pxelinux.cfg/01-6a-3d-98-12-34-56",
      })
  void nameWithTheMacAddressIsTheProfile(String name) {
    assertThat(layout.deviceId(name)).contains("6a3d98123456");
    assertThat(text(layout.file(PANDA, PROFILE, name))).isEqualTo("DEFAULT ä\n");
  }

  @Test
  void deviceIsNotGivenTheFileOfAnother() {
    assertThat(layout.file(PANDA, PROFILE, "pxelinux.cfg/01-6a-3d-98-12-34-57")).isEmpty();
  }

  @Test
  void longNameIsNoTrouble() {
    assertThat(layout.deviceId("a/".repeat(100_000) + "-00".repeat(100_000))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pxelinux.cfg/default", "/boot/pxelinux.cfg/default"})
  void whoIsNotArmedBootsTheLocalDisk(String name) {
    assertThat(text(layout.fallback(name)))
        .contains("DEFAULT local\n", "LABEL local\n", "LOCALBOOT -1\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "pxelinux.cfg/0", "pxelinux.cfg/01-6a-3d-98-12-34-56"})
  void otherNamesHaveNoFallback(String name) {
    assertThat(layout.fallback(name)).isEmpty();
  }

  private static String text(Optional<BootFile> file) {
    return new String(((BootFile.InMemory) file.orElseThrow()).bytes(), StandardCharsets.UTF_8);
  }
}
