package io.mozpool.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.plugin.BootFile;
import io.mozpool.plugin.BootFiles;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.boot.BootLayout;
import io.mozpool.plugin.boot.BootProfile;
import io.mozpool.server.TestServer;
import io.mozpool.server.contact.Contacts;
import io.mozpool.server.contact.UnknownBoards;
import io.mozpool.server.journal.Journal;
import io.mozpool.server.syslog.Senders;
import io.mozpool.time.ManualTime;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
@Timeout(60)
class FetchLogTest {

  private final ManualTime time = new ManualTime();

  @TempDir private Path directory;
  private TestServer server;
  private long board;
  private long other;
  private FetchLog log;

  @BeforeEach
  void open() throws Exception {
    Path scripts = Files.createDirectory(directory.resolve("scripts"));
    Files.writeString(scripts.resolve("init.sh"), "true");
    server = TestServer.start(directory.resolve("data"), Map.of("scripts", scripts.toString()));
    board = server.rows().panda("board", "pxe_booting");
    server.rows().set(board, "fqdn = '127.0.0.1', mac_address = '0000000000aa'");
    other = server.rows().panda("other", "pxe_booting");
    server.rows().set(other, "fqdn = '192.0.2.2', mac_address = '0000000000bb'");
    server.part(Senders.class).read();
    log =
        new FetchLog(
            server.part(Senders.class),
            server.part(Journal.class),
            server.part(Contacts.class),
            server.part(UnknownBoards.class),
            time);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aDeviceHasOneLineAMinuteForEachNameAndOutcome() throws Exception {
    InetAddress address = InetAddress.getByName("127.0.0.1");
    for (int i = 0; i < 3; i++) {
      log.note("tftp", address, Optional.empty(), "pxelinux.0", Optional.of(26_579L));
      log.note("tftp", address, Optional.empty(), "kernel\n", Optional.empty());
    }
    time.pass(Duration.ofMinutes(1));
    log.note("tftp", address, Optional.empty(), "pxelinux.0", Optional.of(26_579L));

    assertLines(
        board,
        "tftp asks for kernel\ufffd, which is not there",
        "tftp fetches pxelinux.0 (26579 bytes)",
        "tftp fetches pxelinux.0 (26579 bytes)");
  }

  @Test
  void aDeviceThatAsksForEverythingDoesNotFillItsLog() throws Exception {
    InetAddress address = InetAddress.getByName("127.0.0.1");
    for (int i = 0; i < 1000; i++) {
      log.note("tftp", address, Optional.empty(), "file-" + i, Optional.empty());
    }

    await().until(() -> lines(board).size() == 60);
  }

  @Test
  void whoseAddressIsNobodysIsKnownByTheNameOfItsConfig() throws Exception {
    BootFiles files =
        new LoggedBootFiles(
            (name, source) -> Optional.of(BootFile.of("config")), List.of(new Layout()), log);
    files.find("//boot/0000000000bb", InetAddress.getByName("192.0.2.77"), "tftp");
    files.find("boot/0000000000cc", InetAddress.getByName("192.0.2.77"), "tftp");

    assertLines(other, "tftp fetches //boot/0000000000bb (6 bytes)");
  }

  @Test
  void scriptsAreNotedToo() {
    server.get("/scripts/init.sh");
    server.get("/scripts/init.sh");
    server.get("/scripts/nothing");

    assertLines(
        board, "http asks for nothing, which is not there", "http fetches init.sh (4 bytes)");
  }

  /** A layout whose files are called {@code boot/<mac>}. */
  private record Layout() implements BootLayout {

    @Override
    public String name() {
      return "plain";
    }

    @Override
    public Optional<String> deviceId(String requestedName) {
      return Optional.of(requestedName)
          .filter(name -> name.startsWith("boot/"))
          .map(name -> name.substring(5));
    }

    @Override
    public Optional<BootFile> file(Device device, BootProfile profile, String requestedName) {
      return Optional.empty();
    }
  }

  private void assertLines(long device, String... lines) {
    await().untilAsserted(() -> assertThat(lines(device)).containsExactlyInAnyOrder(lines));
  }

  private List<String> lines(long device) {
    return server
        .database()
        .all(
            row -> row.getString("source") + " " + row.getString("message"),
            "select source, message from device_logs where device_id = ?",
            device);
  }
}
