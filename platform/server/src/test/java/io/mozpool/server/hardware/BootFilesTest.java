package io.mozpool.server.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.plugin.BootFile;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.boot.BootLayout;
import io.mozpool.plugin.boot.BootProfile;
import io.mozpool.server.RealTime;
import io.mozpool.server.TestServer;
import io.mozpool.server.files.ServedDirectory;
import io.mozpool.server.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
@Timeout(30)
class BootFilesTest {

  @TempDir static Path directory;
  private static TestServer server;
  private static BootFileFinder finder;

  /** A layout whose files are called {@code boot/<mac or serial>}. */
  private record PlainLayout() implements BootLayout {

    @Override
    public String name() {
      return "plain";
    }

    @Override
    public Optional<String> deviceId(String requestedName) {
      return requestedName.startsWith("boot/")
          ? Optional.of(requestedName.substring(5))
          : Optional.empty();
    }

    @Override
    public Optional<BootFile> file(Device device, BootProfile profile, String requestedName) {
      return Optional.of(BootFile.of(device.name() + ": " + profile.contents()));
    }

    @Override
    public Optional<BootFile> fallback(String requestedName) {
      return requestedName.startsWith("boot/")
          ? Optional.of(BootFile.of("your own disk"))
          : Optional.empty();
    }
  }

  @BeforeAll
  static void open() throws IOException {
    server = TestServer.start(directory);
    Path files = Files.createDirectories(directory.resolve("files/sub"));
    Files.writeString(files.resolve("vmlinuz"), "a kernel");
    Files.writeString(directory.resolve("secret"), "nobody's");
    finder =
        new BootFileFinder(
            server.database(),
            new Targets(server.database(), new DeviceAddresses(Map.of()), server.part(Json.class)),
            List.of(new PlainLayout()),
            Optional.of(
                new BootDirectory(
                    new ServedDirectory(
                        directory.resolve("files"), List.of(), RealTime.TIME::nanos))),
            "10.0.0.5",
            "here:8010");
    long armed = server.rows().panda("armed", "pxe_booting");
    server
        .rows()
        .set(armed, "mac_address = '0000000000aa', serial = 'S-1', armed_pxe_config_id = 1");
    long empty = server.rows().panda("empty", "pxe_booting");
    server.rows().set(empty, "mac_address = '0000000000bb', armed_pxe_config_id = 5");
    long idle = server.rows().panda("idle", "ready");
    server.rows().set(idle, "mac_address = '0000000000cc'");
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void whatNobodyHasIsNotFound() {
    assertThat(find("nope")).isEmpty();
    assertThat(find("")).isEmpty();
    assertThat(find("/")).isEmpty();
  }

  @Test
  void namesFromTheWireNeverLeaveTheDirectory() {
    for (String name :
        List.of("../secret", "/../secret", "sub/../../secret", "sub", "sub/", "..")) {
      assertThat(find(name)).as(name).isEmpty();
    }
  }

  @Test
  void aDeviceThatIsNotArmedBootsItsOwnDisk() {
    assertThat(find("boot/0000000000cc")).contains("your own disk");
    assertThat(find("boot/ffffffffffff")).contains("your own disk");
    assertThat(find("boot/' or 1=1 --")).contains("your own disk");
  }

  @Test
  void anArmedDeviceFindsItsConfigFilledIn() {
    assertThat(find("boot/0000000000aa")).contains("armed: b2g at 10.0.0.5 of here:8010");
    assertThat(find("//boot\\./0000000000aa")).contains("armed: b2g at 10.0.0.5 of here:8010");
    assertThat(find("boot/S-1")).contains("armed: b2g at 10.0.0.5 of here:8010");
  }

  @Test
  void aConfigWithoutContentsIsEmpty() {
    assertThat(find("boot/0000000000bb")).contains("empty: ");
  }

  @Test
  void theOperatorsFilesAreServed() {
    assertThat(find("sub/vmlinuz")).contains("a kernel");
    for (String name :
        List.of(
            "/sub/vmlinuz",
            "//sub//vmlinuz",
            "\\sub\\vmlinuz",
            "./sub/./vmlinuz",
            "sub/x/../vmlinuz")) {
      assertThat(find(name)).as(name).contains("a kernel");
    }
  }

  @Test
  void aFileThatCameLaterIsServedAtOnceAndOneThatWentIsNot() throws IOException {
    Path late = directory.resolve("files/late");
    Files.writeString(late, "late");
    assertThat(find("late")).contains("late");

    Files.delete(late);

    assertThat(find("late")).isEmpty();
  }

  private static Optional<String> find(String name) {
    return finder.find(name, InetAddress.getLoopbackAddress()).map(BootFilesTest::text);
  }

  private static String text(BootFile file) {
    try {
      byte[] bytes =
          file instanceof BootFile.OnDisk onDisk
              ? Files.readAllBytes(onDisk.path())
              : ((BootFile.InMemory) file).bytes();
      assertThat(file.size()).isEqualTo(bytes.length);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
