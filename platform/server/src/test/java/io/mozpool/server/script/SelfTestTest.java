package io.mozpool.server.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The self-test in busybox, with its configuration on the server. */
@Timeout(120)
class SelfTestTest {

  private static final String PARTITIONS = "major minor  #blocks  name\n 179 0 7761920 mmcblk0\n";
  private static final String CID = "1b534d3030303030101f6a1d8e00b3a1";

  @TempDir Path directory;
  private TestServer server;
  private LiveBoard board;
  private long device;

  @BeforeAll
  static void needsTools() {
    Tools.require("busybox", "busybox-static");
    Tools.require("mcopy", "mtools");
  }

  @BeforeEach
  void open() throws Exception {
    server =
        TestServer.start(
            directory.resolve("data"),
            Map.of(
                "scripts", Files.createDirectory(directory.resolve("operator")),
                "home", LiveBoard.scripts().resolve("..").normalize()));
    board = LiveBoard.in(Files.createDirectory(directory.resolve("board")));
    device = server.rows().panda("panda-1", "pxe_booting");
    Files.createDirectories(board.file("proc"));
    Files.writeString(board.file("proc/partitions"), PARTITIONS);
    Path card = Files.createDirectories(board.file("sys/bus/mmc/devices/mmc0:b368"));
    Files.writeString(card.resolve("cid"), CID + "\n");
    Files.writeString(card.resolve("csd"), "400e00325b5900003b5f7f800a4000ab\n");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "{\"test_mmc_blk_dev\": {\"priority\": 1",
        "{}",
        "{\"config\": {\"hardware_type\": \"panda\"}}",
        "{\"test_the_weather\": {\"priority\": 1}}",
        "{\"test_mmc_blk_dev\": {\"priority\": 1}}",
        "{\"test_mmc_blk_dev\": {\"priority\": 1, \"mmc_device_list\": []}}",
        "{\"test_mmc_blk_dev\": {\"priority\": 1, \"mmc_device_list\": [\"/dev/mmcblk1\"]}}",
        "{\"test_mmc_register\": {\"priority\": 1, \"kernel_sys_mmc_path\": \"/sys/nothing\"}}",
        "{\"test_proc_partition_hash\": {\"priority\": 1, \"file_hash\": \"0\"}}",
        "{\"test_preseed_file_integrity\": {\"priority\": 1, \"boot_partition\":"
            + " \"/dev/mmcblk0p1\", \"file_hash_dict\": {\"nothing\": \"0\"}}}",
        "{\"test_preseed_file_integrity\": {\"priority\": 1, \"boot_partition\":"
            + " \"/dev/mmcblk0p1\", \"file_hash_dict\": {}}}"
      })
  void whatCannotBeTestedIsNotPassed(String config) throws Exception {
    assertThat(selfTest(config)).isEqualTo(1);
    assertThat(server.state(device)).isEqualTo("failed_self_test");
  }

  @Test
  void aConfigurationThatIsNotThereFails() throws Exception {
    assertThat(board.boot(arguments("/scripts/nothing.json"))).isEqualTo(1);
    assertThat(server.state(device)).isEqualTo("failed_self_test");
  }

  @Test
  void aRegisterOfZerosIsNone() throws Exception {
    Files.writeString(board.file("sys/bus/mmc/devices/mmc0:b368/cid"), "0".repeat(32) + "\n");

    assertThat(selfTest(complete("{}"))).isEqualTo(1);
    assertThat(server.state(device)).isEqualTo("failed_self_test");
  }

  @Test
  void oneFailureIsEnoughAndTheOtherTestsAreRun() throws Exception {
    assertThat(selfTest(complete("{\"boot.scr\": \"" + "0".repeat(40) + "\"}"))).isEqualTo(1);

    assertThat(server.state(device)).isEqualTo("failed_self_test");
    assertThat(board.log())
        .contains("test_preseed_file_integrity failed: boot.scr: expected SHA-1 0000")
        .contains("test_mmc_blk_dev passed")
        .contains("failed: test_preseed_file_integrity");
  }

  @Test
  void allTestsArePassedInTheirOrder() throws Exception {
    String files =
        "{\"MLO\": \"%s\", \"boot.scr\": \"%s\"}"
            .formatted(sha1("the ROM runs this"), sha1("network first"));

    assertThat(selfTest(complete(files))).as(board.console()).isZero();

    assertThat(server.state(device)).isEqualTo("ready");
    assertThat(Pattern.compile("(\\w+) passed").matcher(board.log()).results().toList())
        .extracting((MatchResult match) -> match.group(1))
        .containsExactly(
            "test_preseed_file_integrity",
            "test_mmc_register",
            "test_proc_partition_hash",
            "test_mmc_blk_dev");
    assertThat(board.log()).contains("self-test of panda").contains("cid is " + CID);
    assertThat(board.log()).doesNotContain("MLO has SHA-1"); // which is not verbose
    assertThat(board.machine()).noneMatch(line -> line.startsWith("mount") && line.contains("rw"));
  }

  @Test
  void devicesMayBeNamedAsTheKernelNamesThem() throws Exception {
    String config =
        complete("{\"MLO\": \"%s\"}".formatted(sha1("the ROM runs this"))).replace("/dev/", "");

    assertThat(selfTest(config)).as(board.console()).isZero();

    assertThat(server.state(device)).isEqualTo("ready");
    assertThat(board.machine()).anyMatch(line -> line.contains(board.partition(1).toString()));
  }

  @Test
  void withoutAConfigurationTheCardIsRead() throws Exception {
    assertThat(board.boot(arguments(null))).isZero();
    assertThat(server.state(device)).isEqualTo("ready");
    assertThat(board.log()).contains("/dev/mmcblk0 can be read");
  }

  @Test
  void aBoardWithoutACardFails() throws Exception {
    Files.delete(board.file("dev/mmcblk0"));

    assertThat(board.boot(arguments(null))).isEqualTo(1);
    assertThat(server.state(device)).isEqualTo("failed_self_test");
  }

  private int selfTest(String config) throws Exception {
    Files.writeString(directory.resolve("operator/self-test.json"), config);
    return board.boot(arguments("/scripts/self-test.json"));
  }

  private String[] arguments(String config) {
    String base = "http://127.0.0.1:" + server.port();
    return new String[] {
      "hostname=panda-1",
      "mobile-imaging-url=" + base + "/scripts/selftest-second-stage.sh",
      config == null ? "quiet" : "selftest-config=" + base + config
    };
  }

  private static String complete(String files) throws Exception {
    return """
    {
      "config": {"hardware_type": "panda"},
      "test_mmc_blk_dev": {
        "priority": 10, "verbose": false, "mmc_device_list": ["/dev/mmcblk0", "/dev/mmcblk0p1"]
      },
      "test_proc_partition_hash": {"priority": 9, "verbose": true, "file_hash": "%s"},
      "test_mmc_register": {
        "priority": 2, "verbose": true, "kernel_sys_mmc_path": "/sys/bus/mmc/devices/mmc0:*"
      },
      "test_preseed_file_integrity": {
        "priority": 1, "verbose": false, "boot_partition": "/dev/mmcblk0p1", "file_hash_dict": %s
      }
    }
    """
        .formatted(sha1(PARTITIONS), files);
  }

  private static String sha1(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }
}
