package io.mozpool.server.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.server.TestServer;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The live boot scripts in busybox, fetched from and talking to a server, on a card in files. */
@Timeout(120)
class LiveBootTest {

  private static final String BAD = "(failed_bad_image)";

  @TempDir Path directory;
  private TestServer server;
  private LiveBoard board;
  private long device;

  @BeforeAll
  static void needsTools() {
    Tools.require("busybox", "busybox-static");
    Tools.require("mcopy", "mtools");
    Tools.require("debugfs", "e2fsprogs");
    Tools.require("mkimage", "u-boot-tools");
  }

  @BeforeEach
  void open() throws Exception {
    Path artifacts = Files.createDirectories(directory.resolve("operator/artifacts"));
    server =
        TestServer.start(
            directory.resolve("data"),
            Map.of(
                "scripts",
                directory.resolve("operator"),
                "directories.artifacts",
                artifacts,
                "home",
                LiveBoard.scripts().resolve("..").normalize(),
                "lifecycle.sut_verifying",
                "30s"));
    board = LiveBoard.in(Files.createDirectory(directory.resolve("board")));
    device = server.rows().panda("panda-1", "ready");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void withoutAnAddressOfASecondStageNothingIsDone() throws Exception {
    assertThat(board.boot("quiet")).isEqualTo(1);
    assertThat(board.console()).contains("mobile-imaging-url=URL");
  }

  @Test
  void withoutASecondStageTheBoardWaits() throws Exception {
    please("b2g", url("/nothing"));

    assertThat(boot("nothing-second-stage.sh")).isEqualTo(1);
    assertThat(board.log()).contains("nothing-second-stage.sh: wget: server returned error");
    assertThat(server.state(device)).isEqualTo("mobile_init_started");
  }

  @Test
  void aBuildThatIsNotThereIsABadImage() throws Exception {
    please("b2g", url("/scripts/nothing"));

    assertThat(boot("b2g-second-stage.sh")).isEqualTo(1);
    assertBadImage("there is neither " + url("/scripts/nothing/boot.tar.bz2"));
  }

  @Test
  void aBootConfigWithoutBaseIsABadImage() throws Exception {
    server.rows().set(device, "state = 'pxe_booting', next_boot_config = '{}'");

    assertThat(boot("b2g-second-stage.sh")).isEqualTo(1);
    assertBadImage("expected a boot config with b2gbase, not {}");
  }

  @Test
  void aWrongChecksumIsABadImage() throws Exception {
    Build build = build("b2g");
    build.checksum("system.tar.bz2", "0".repeat(40));
    please("b2g", url("/scripts/b2g/"));

    assertThat(boot("b2g-second-stage.sh")).isEqualTo(1);
    assertBadImage("system.tar.bz2: expected SHA-1 0000");
  }

  @Test
  void aTarballThatIsCutIsABadImage() throws Exception {
    Path tarball = build("b2g").file("userdata.tar.gz");
    byte[] bytes = Files.readAllBytes(tarball);
    Files.write(tarball, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    please("b2g", url("/scripts/b2g/"));

    assertThat(boot("b2g-second-stage.sh")).isEqualTo(1);
    assertBadImage("userdata.tar.gz is no whole tarball");
  }

  @Test
  void aServerThatIsAwayIsNotTheImagesFault() throws Exception {
    please("b2g", "http://127.0.0.1:" + closedPort() + "/b2g");

    assertThat(boot("b2g-second-stage.sh")).isEqualTo(1);
    assertThat(board.log()).contains("Connection refused").doesNotContain("bad image");
    assertThat(server.state(device)).isEqualTo("b2g_downloading");
    assertCardUntouched();
  }

  @Test
  void aCardWithoutItsPartitionsIsNotTheImagesFault() throws Exception {
    build("b2g");
    Files.delete(board.partition(5));
    please("b2g", url("/scripts/b2g"));

    assertThat(boot("b2g-second-stage.sh")).isEqualTo(1);
    assertThat(board.log()).contains("there is no " + board.partition(5));
    assertThat(server.state(device)).isEqualTo("b2g_extracting");
    assertCardUntouched();
  }

  @Test
  void b2gIsInstalledAndTheBootLoaderOutlivesIt() throws Exception {
    Build build = build("b2g");
    String boot = build.file("boot.tar.bz2").toString();
    build.checksum("boot.tar.bz2", Tools.run("busybox", "sha1sum", boot).substring(0, 40));
    please("b2g", url("/scripts/b2g"));

    assertThat(boot("b2g-second-stage.sh", "syslog-server=127.0.0.1:514")).isZero();

    assertInstalled();
    await().until(() -> server.state(device).equals("ready"));
    assertThat(server.log("/api/device/panda-1/log/"))
        .extracting(line -> line.replaceAll(" \\(.*", ""))
        .containsSubsequence(
            "pxe_booting -> mobile_init_started",
            "mobile_init_started -> b2g_downloading",
            "b2g_downloading -> b2g_extracting",
            "b2g_extracting -> sut_verifying");
    assertThat(board.machine().get(0)).isEqualTo("syslogd -R 127.0.0.1:514");
    assertThat(board.machine().get(1))
        .matches("date -u -s 2\\d{3}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
    assertThat(board.machine())
        .contains("logger -p local0.info -t b2g-second-stage.sh event b2g_extracting")
        .endsWith("reboot -f");
    assertThat(board.log()).contains("b2g-second-stage.sh: event b2g_rebooting");
  }

  @Test
  void aPlainKernelAndItsRamDiskAreWrappedForTheBootLoader() throws Exception {
    build("b2g").withPlainKernel();
    please("b2g", url("/scripts/b2g"));

    assertThat(boot("b2g-second-stage.sh")).isZero();

    assertThat(wrapped("uImage", "a plain kernel"))
        .contains("ARM Linux Kernel Image (uncompressed)", "Load Address: 80008000")
        .contains("Entry Point:  80008000");
    assertThat(wrapped("uInitrd", "a plain RAM disk"))
        .contains("ARM Linux RAMDisk Image (uncompressed)", "Load Address: 00000000");
    assertThat(Tools.run("mdir", "-b", "-i", board.partition(1).toString(), "::"))
        .doesNotContain("kernel", "ramdisk.img");
  }

  @Test
  void androidIsInstalledFromTheArtifactsOfTheServer() throws Exception {
    build("artifacts/panda-android-4.0.4");
    please("android", "");

    assertThat(boot("android-second-stage.sh", "android_image=panda-android-4.0.4")).isZero();

    assertInstalled();
  }

  @Test
  void androidIsInstalledFromBesideTheScripts() throws Exception {
    build("android");
    please("android", "");

    assertThat(boot("android-second-stage.sh")).isZero();

    assertInstalled();
    await().until(() -> server.state(device).equals("ready"));
  }

  @Test
  void androidIsInstalledFromWhereTheKernelIsTold() throws Exception {
    build("elsewhere");
    please("android", "");

    assertThat(boot("android-second-stage.sh", "android-base=" + url("/scripts/elsewhere/")))
        .isZero();

    assertInstalled();
  }

  @Test
  void thePersonWhoMaintainsABoardGetsIn() throws Exception {
    Files.writeString(board.file("bin/dropbear"), "").toFile().setExecutable(true);
    server.rows().set(device, "state = 'pxe_booting'");

    assertThat(boot("maintenance-second-stage.sh")).isZero();

    assertThat(board.machine()).contains("dropbear -R");
    assertThat(server.state(device)).isEqualTo("maintenance_mode");
  }

  @Test
  void aBoardIsKnownByWhatTheKernelIsToldOfItsNetwork() throws Exception {
    server.rows().set(device, "state = 'pxe_booting'");

    String address = "ip=10.0.0.9:10.0.0.5:10.0.0.1:255.0.0.0:panda-1.example.com:eth0:off";
    assertThat(
            board.boot(
                address, "mobile-imaging-url=" + url("/scripts/maintenance-second-stage.sh")))
        .isZero();

    assertThat(server.state(device)).isEqualTo("maintenance_mode");
  }

  @Test
  void aTimeServerSetsTheClock() throws Exception {
    server.rows().set(device, "state = 'pxe_booting'");

    assertThat(boot("maintenance-second-stage.sh", "ntp-server=10.0.0.5")).isZero();

    assertThat(board.machine().get(0)).isEqualTo("timeout 20 ntpd -n -q -p 10.0.0.5");
    assertThat(board.machine()).noneMatch(line -> line.startsWith("date"));
  }

  private int boot(String stage, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("hostname=panda-1");
    arguments.add("mobile-imaging-url=" + url("/scripts/" + stage));
    return board.boot(arguments.toArray(String[]::new));
  }

  /** As a request has it: the device is to boot from the network, for an image. */
  private void please(String image, String base) {
    String config = "{\\\"b2gbase\\\": \\\"" + base + "\\\"}";
    server.post(
        "/api/device/panda-1/event/please_image/",
        "{\"image\": \"" + image + "\", \"boot_config\": \"" + config + "\"}");
    await().until(() -> server.state(device).equals("pxe_booting"));
  }

  private Build build(String name) throws Exception {
    Path published = directory.resolve("operator").resolve(name);
    return new Build(published, directory.resolve("work")).complete();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }

  private void assertBadImage(String why) throws Exception {
    assertThat(board.log()).contains("bad image: ").contains(why);
    assertThat(server.log("/api/device/panda-1/log/"))
        .anySatisfy(line -> assertThat(line).startsWith("b2g_downloading -> ").contains(BAD));
    assertCardUntouched();
  }

  private void assertCardUntouched() throws Exception {
    assertThat(boot(1, "uImage")).isEqualTo("an old kernel");
    for (int partition : List.of(2, 3, 6)) {
      assertThat(Files.newInputStream(board.partition(partition)).readNBytes(1 << 16))
          .containsOnly(0);
    }
  }

  private void assertInstalled() throws Exception {
    assertThat(boot(1, "uImage")).isEqualTo("a new kernel");
    assertThat(boot(1, "MLO")).isEqualTo("the ROM runs this");
    assertThat(boot(1, "boot.scr")).isEqualTo("network first");
    assertThat(boot(1, "build.scr")).isEqualTo("kernel arguments");
    assertThat(linux(2, "cat bin/b2g")).endsWith("b2g");
    assertThat(linux(2, "stat bin/sh")).contains("Fast link dest: \"b2g\"");
    assertThat(linux(5, "cat local/user.js")).endsWith("pref");
    assertThat(linux(3, "ls")).contains("lost+found");
    for (int partition : List.of(2, 3, 5)) {
      Tools.run("e2fsck", "-fn", board.partition(partition).toString());
    }
    assertThat(Tools.run("mdir", "-i", board.partition(6).toString(), "::")).contains("No files");
  }

  /** U-Boot's own tool says of a file what it is, where its checksums are right. */
  private String wrapped(String file, String content) throws Exception {
    Path copy = directory.resolve(file);
    Tools.run("mcopy", "-i", board.partition(1).toString(), "::" + file, copy.toString());
    assertThat(Files.readString(copy, StandardCharsets.ISO_8859_1).substring(64))
        .isEqualTo(content);
    return Tools.run("mkimage", "-l", copy.toString());
  }

  private String boot(int partition, String file) throws Exception {
    return Tools.run("mtype", "-i", board.partition(partition).toString(), "::" + file);
  }

  private String linux(int partition, String command) throws Exception {
    return Tools.run("debugfs", "-R", command, board.partition(partition).toString());
  }

  private static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
