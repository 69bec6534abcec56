package io.mozpool.cli.preseed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Cards as the command makes them, read back by programs that are not ours. */
@Timeout(60)
class PreseedTest {

  private static final String SIZES =
      "--size 900M --boot 40M --system 20M --cache 10M --userdata 20M";

  /** Behind the header and the lengths. */
  private static final int TEXT_AT = 64 + 8;

  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;
  private Path card;

  @BeforeAll
  static void needsTools() {
    require("sfdisk", "fdisk");
    require("mkfs.vfat", "dosfstools");
    require("mcopy", "mtools");
    require("mke2fs", "e2fsprogs");
    require("mkimage", "u-boot-tools");
  }

  @BeforeEach
  void nameCard() {
    card = directory.resolve("card.img");
  }

  @Test
  void aBoardThatCouldBootNothingIsNotMade() {
    assertThat(preseed("--no-network-boot")).isEqualTo(2);
    assertThat(err.toString()).startsWith("--no-network-boot: expected --build");
    assertThat(card).doesNotExist();
  }

  @Test
  void aSizeThatIsNoneIsNamed() {
    assertThat(preseed("--size", "4T")).isEqualTo(2);
    assertThat(err.toString()).contains("expected a size as 512M or 4G, not '4T'");
  }

  @Test
  void aCardThatIsTooSmallIsNotMade() {
    assertThat(preseed("--size", "1G")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "mozpool: expected a card of 1899M or more for partitions of these sizes, not 1024M\n");
    assertThat(card).doesNotExist();
  }

  @Test
  void aBootPartitionThatIsTooSmallIsNamed() {
    assertThat(preseed("--boot", "32M")).isEqualTo(1);
    assertThat(err.toString()).isEqualTo("mozpool: --boot: expected 40M or more, not 32M\n");
  }

  @Test
  void whatIsThereIsKept() throws Exception {
    Files.writeString(card, "photographs");

    assertThat(preseed()).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo("mozpool: " + card + " exists: --yes overwrites all of it\n");
    assertThat(card).hasContent("photographs");
  }

  @Test
  void aDirectoryIsNoCard() throws Exception {
    Files.createDirectory(card);

    assertThat(preseed("--yes")).isEqualTo(1);
    assertThat(err.toString()).contains("expected a file or the device of a card");
  }

  @Test
  void aBuildThatIsNotThereIsNamedAndNothingIsMade() {
    assertThat(preseed("--build", directory.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("there is neither " + directory).contains(".tar.bz2 nor ");
    assertThat(card).doesNotExist();
  }

  @Test
  void aServerThatIsAwayIsNamed() throws Exception {
    String base;
    try (ServerSocket closed = new ServerSocket(0)) {
      base = "http://127.0.0.1:" + closed.getLocalPort() + "/b2g";
    }
    assertThat(preseed("--build", base)).isEqualTo(1);
    assertThat(err.toString()).startsWith("mozpool: cannot read " + base).hasLineCount(1);
    assertThat(card).doesNotExist();
  }

  @Test
  void aBootLoaderThatIsNotThereIsNamed() {
    assertThat(preseed("--boot-loader", directory.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("--boot-loader: there is no " + directory);
    assertThat(card).doesNotExist();
  }

  @Test
  void aMountedCardIsFoundByItsPartitions() {
    List<String> mounts =
        List.of("/dev/sda1 / ext4 rw 0 0", "/dev/mmcblk0p5 /media/card ext4 rw 0 0");

    assertThat(Target.mounted(Path.of("/dev/mmcblk0"), mounts)).contains(mounts.get(1));
    assertThat(Target.mounted(Path.of("/dev/sda"), mounts)).contains(mounts.get(0));
    assertThat(Target.mounted(Path.of("/dev/mmcblk1"), mounts)).isEmpty();
    assertThat(Target.mounted(Path.of("/dev/sd"), mounts)).isEmpty();
  }

  @Test
  void aCardIsDividedAndBootsFromTheNetworkFirst() throws Exception {
    Path loader = Files.createDirectory(directory.resolve("loader"));
    Files.writeString(loader.resolve("MLO"), "first");
    Files.writeString(loader.resolve("u-boot.bin"), "second");

    assertThat(preseed("--boot-loader", loader.toString())).as(err.toString()).isZero();

    String table = run("sfdisk", "--json", card.toString());
    assertThat(values(table, "node")).hasSize(6);
    assertThat(values(table, "type")).containsExactly("c", "83", "83", "5", "83", "c");
    assertThat(values(table, "start"))
        .containsExactly("2048", "83968", "124928", "145408", "147456", "190464");
    assertThat(run("sfdisk", "--verify", card.toString())).doesNotContain("overlap");
    assertThat(Files.size(card)).isEqualTo(900L << 20);
    assertThat(boot("MLO")).isEqualTo("first");
    assertThat(boot("u-boot.bin")).isEqualTo("second");
    String script = script();
    assertThat(script.indexOf("pxe boot")).isPositive().isLessThan(script.indexOf("bootm"));
    assertThat(script.lines().filter(line -> line.contains("_addr_r 0x")))
        .as("addresses that a board may have set itself")
        .hasSize(4)
        .allMatch(
            line -> line.matches("test -n \"\\$\\{(\\w+)}\" \\|\\| setenv \\1 0x8\\p{XDigit}{7}"));
    assertThat(script.lines().filter(line -> line.contains("fatload")))
        .allMatch(line -> line.contains("fatload ${devtype} ${devnum}:${distro_bootpart} "));
    for (int partition : new int[] {2, 3, 5}) {
      run("e2fsck", "-fn", linux(table, partition));
    }
    assertThat(run("mdir", "-i", card + "@@" + 190464L * 512, "::")).contains("No files");
  }

  @Test
  void aBuildIsPutOnTheCardInPlaceOfWhatWasThere() throws Exception {
    Files.writeString(card, "old");
    Path build = build();

    assertThat(preseed("--yes", "--build", build.toString(), "--no-network-boot"))
        .as(err.toString())
        .isZero();

    String table = run("sfdisk", "--json", card.toString());
    assertThat(boot("uImage")).isEqualTo("kernel");
    assertThat(boot("build.scr")).isEqualTo("arguments");
    assertThat(run("debugfs", "-R", "cat bin/b2g", linux(table, 2))).endsWith("b2g");
    assertThat(run("debugfs", "-R", "cat local/user.js", linux(table, 5))).endsWith("pref");
    assertThat(script()).contains("bootm").doesNotContain("pxe");
  }

  @Test
  void aKernelAndARamDiskAreWrappedForTheBootLoader() throws Exception {
    Path build = build();
    Path boot = Files.createDirectories(directory.resolve("4/boot"));
    Path kernel = Files.writeString(boot.resolve("kernel"), "plain kernel");
    Path disk = Files.writeString(boot.resolve("ramdisk.img"), "plain RAM disk");
    run("tar", "-czf", build + "/boot.tar.gz", "-C", directory + "/4", "boot");

    assertThat(preseed("--build", build.toString(), "--no-network-boot"))
        .as(err.toString())
        .isZero();

    assertThat(bootBytes("uImage"))
        .isEqualTo(mkimage("-T kernel -a 0x80008000 -e 0x80008000", kernel));
    assertThat(bootBytes("uInitrd")).isEqualTo(mkimage("-T ramdisk -a 0 -e 0", disk));
    assertThat(run("mdir", "-b", "-i", card + "@@1M", "::"))
        .doesNotContain("ramdisk.img", "kernel");
  }

  private Path build() throws Exception {
    Path build = Files.createDirectory(directory.resolve("build"));
    Path boot = Files.createDirectories(directory.resolve("1/boot"));
    Files.writeString(boot.resolve("uImage"), "kernel");
    Files.writeString(boot.resolve("boot.scr"), "arguments");
    run("tar", "-czf", build + "/boot.tar.gz", "-C", boot.toString(), ".");
    Path system = Files.createDirectories(directory.resolve("2/system/bin"));
    Files.writeString(system.resolve("b2g"), "b2g");
    run("tar", "-czf", build + "/system.tar.gz", "-C", directory + "/2", "system");
    Path data = Files.createDirectories(directory.resolve("3/data/local"));
    Files.writeString(data.resolve("user.js"), "pref");
    run("tar", "-czf", build + "/userdata.tar.gz", "-C", directory + "/3", "data");
    return build;
  }

  /** Sizes come first, so that a test may say others. */
  private int preseed(String... options) {
    List<String> arguments = new ArrayList<>(List.of("--output", card.toString()));
    if (!List.of(options).contains("--size")) {
      arguments.addAll(List.of(SIZES.split(" ")));
    }
    arguments.addAll(List.of(options));
    return new CommandLine(new PreseedCommand())
        .setOverwrittenOptionsAllowed(true)
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(String[]::new));
  }

  private String boot(String file) throws Exception {
    return run("mtype", "-i", card + "@@1M", "::" + file);
  }

  private byte[] bootBytes(String file) throws Exception {
    Path copy = directory.resolve(file);
    run("mcopy", "-n", "-i", card + "@@1M", "::" + file, copy.toString());
    return Files.readAllBytes(copy);
  }

  /** The text of the boot script, which is byte for byte what U-Boot's own tool makes of it. */
  private String script() throws Exception {
    byte[] bytes = bootBytes("boot.scr");
    Path text = directory.resolve("boot.txt");
    Files.write(text, Arrays.copyOfRange(bytes, TEXT_AT, bytes.length));
    assertThat(bytes).isEqualTo(mkimage("-T script", text));
    return Files.readString(text);
  }

  private byte[] mkimage(String type, Path content) throws Exception {
    String image = directory.resolve("image").toString();
    String options = "-A arm -O linux -C none -n MozPool " + type + " -d " + content + " " + image;
    run("mkimage", options.split(" "));
    return Files.readAllBytes(Path.of(image));
  }

  private String linux(String table, int partition) {
    long start = Long.parseLong(values(table, "start").get(partition - 1));
    return card + "?offset=" + start * 512;
  }

  private static List<String> values(String json, String key) {
    return Pattern.compile("\"" + key + "\": ?\"?([^\",}]+)")
        .matcher(json)
        .results()
        .map(match -> match.group(1).strip())
        .toList();
  }

  private static void require(String program, String debianPackage) {
    String missing = program + " is not installed: apt-get install " + debianPackage;
    if ("true".equals(System.getenv("CI"))) {
      assertThat(find(program)).as(missing).isPresent();
    }
    Assumptions.assumeTrue(find(program).isPresent(), missing);
  }

  private static Optional<Path> find(String program) {
    String search = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
    return Stream.of(search.split(File.pathSeparator))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String run(String program, String... arguments) throws Exception {
    Path path = find(program).orElseThrow();
    ProcessBuilder command = new ProcessBuilder(path.toString()).redirectErrorStream(true);
    command.command().addAll(List.of(arguments));
    command.environment().put("MTOOLS_SKIP_CHECK", "1");
    command.environment().put("SOURCE_DATE_EPOCH", "0"); // the time in images
    Process process = command.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command.command(), output).isZero();
    return output;
  }
}
