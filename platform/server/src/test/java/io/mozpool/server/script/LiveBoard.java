package io.mozpool.server.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A board that runs the live boot scripts in busybox, with nothing else on its search path. Its
 * card is a sparse file for the whole and one for each partition; {@code live-boot/machine} stands
 * for its kernel.
 */
final class LiveBoard {

  private static final Path SCRIPTS = Path.of("../../dist/src/main/scripts");
  private static final Path MACHINE = Path.of("src/test/resources/live-boot/machine");
  private static final int MEGABYTE = 1 << 20;

  private final Path root;
  private final Path commands;

  private LiveBoard(Path root) throws IOException {
    this.root = root;
    this.commands = Files.createDirectories(root.resolve("bin"));
  }

  /** A board with a boot loader and an old kernel on its card. */
  static LiveBoard in(Path root) throws Exception {
    LiveBoard board = new LiveBoard(root);
    Path busybox = board.commands.resolve("busybox");
    Files.copy(Tools.find("busybox").orElseThrow(), busybox);
    Tools.run(busybox.toString(), "--install", "-s", board.commands.toString());
    Files.createDirectory(root.resolve("dev"));
    board.sparse("mmcblk0", 256);
    for (int partition : List.of(1, 2, 3, 5, 6)) {
      board.sparse("mmcblk0p" + partition, 40);
    }
    Tools.run("busybox", "mkdosfs", board.partition(1).toString());
    board.putOnBootPartition("MLO", "the ROM runs this");
    board.putOnBootPartition("boot.scr", "network first");
    board.putOnBootPartition("uImage", "an old kernel");
    return board;
  }

  /** Where the scripts are. */
  static Path scripts() {
    return SCRIPTS.toAbsolutePath().normalize();
  }

  /**
   * Boots the live image.
   *
   * @param arguments what the kernel is given
   * @return the exit code of the last stage
   */
  int boot(String... arguments) throws IOException, InterruptedException {
    Path cmdline = Files.createDirectories(root.resolve("proc")).resolve("cmdline");
    Files.writeString(cmdline, "console=ttyO2 " + String.join(" ", arguments) + "\n");
    ProcessBuilder command =
        new ProcessBuilder(
                commands.resolve("sh").toString(), scripts().resolve("mobile-init.sh").toString())
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("console").toFile());
    Map<String, String> environment = command.environment();
    environment.clear();
    environment.put("PATH", commands.toString());
    environment.put("MOZPOOL_ROOT", root.toString());
    environment.put("MOZPOOL_MACHINE", "/bin/sh " + MACHINE.toAbsolutePath());
    environment.put("MOZPOOL_PAUSE", "0");
    Process init = command.start();
    try {
      assertThat(init.waitFor(60, TimeUnit.SECONDS)).as(console()).isTrue();
      return init.exitValue();
    } finally {
      init.destroyForcibly();
    }
  }

  Path partition(int number) {
    return root.resolve("dev/mmcblk0p" + number);
  }

  /** A file of the board. */
  Path file(String path) {
    return root.resolve(path);
  }

  void putOnBootPartition(String name, String text) throws Exception {
    Path file = Files.writeString(root.resolve(name), text);
    Tools.run("mcopy", "-o", "-i", partition(1).toString(), file.toString(), "::");
  }

  /** What the kernel was told, in order. */
  List<String> machine() throws IOException {
    return Files.readAllLines(root.resolve("machine"));
  }

  String log() throws IOException {
    return Files.readString(root.resolve("var/log/mozpool.log"));
  }

  String console() throws IOException {
    return Files.readString(root.resolve("console"));
  }

  private void sparse(String device, int megabytes) throws IOException {
    try (RandomAccessFile file =
        new RandomAccessFile(root.resolve("dev/" + device).toFile(), "rw")) {
      file.setLength((long) megabytes * MEGABYTE);
    }
  }
}
