package io.mozpool.cli.preseed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mozpool preseed}: makes a card for a panda. */
@Command(
    name = "preseed",
    description = {
      "Makes a card for a panda: partitions, and a boot partition whose script boots from the"
          + " network first, then from the card.",
      "Needs sfdisk, mkfs.vfat, mcopy and mke2fs; root only for a device, and for a build whose"
          + " files belong to several users."
    })
public final class PreseedCommand implements Callable<Integer> {

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE|DEVICE",
      description = "Where the card is made.")
  private Path output = Path.of("");

  @Option(names = "--yes", description = "Overwrite all that is there.")
  private boolean yes;

  @Option(
      names = "--boot-loader",
      paramLabel = "DIR",
      description = "A directory with MLO and u-boot.bin for the boot partition.")
  private @Nullable Path bootLoader;

  @Option(
      names = "--build",
      paramLabel = "DIR|URL",
      description = "A build to put on the card: boot, system and userdata, .tar.bz2 or .tar.gz.")
  private @Nullable String build;

  @Option(names = "--no-network-boot", description = "Boot the build only, never from the network.")
  private boolean noNetworkBoot;

  @Option(
      names = "--size",
      defaultValue = "4G",
      converter = Megabytes.Converter.class,
      description = "Of the card, where it is made in a file (${DEFAULT-VALUE}).")
  private Megabytes size = new Megabytes(0);

  @Option(
      names = "--boot",
      defaultValue = "64M",
      converter = Megabytes.Converter.class,
      description = "Of partition 1 (${DEFAULT-VALUE}).")
  private Megabytes boot = new Megabytes(0);

  @Option(
      names = "--system",
      defaultValue = "512M",
      converter = Megabytes.Converter.class,
      description = "Of partition 2 (${DEFAULT-VALUE}).")
  private Megabytes system = new Megabytes(0);

  @Option(
      names = "--cache",
      defaultValue = "256M",
      converter = Megabytes.Converter.class,
      description = "Of partition 3 (${DEFAULT-VALUE}).")
  private Megabytes cache = new Megabytes(0);

  @Option(
      names = "--userdata",
      defaultValue = "1G",
      converter = Megabytes.Converter.class,
      description = "Of partition 5 (${DEFAULT-VALUE}); partition 6 has what is left.")
  private Megabytes userdata = new Megabytes(0);

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts its own here

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (noNetworkBoot && build == null) {
      throw new ParameterException(
          spec.commandLine(), "--no-network-boot: expected --build, else nothing would boot");
    }
    try {
      make();
      return ExitCode.OK;
    } catch (PreseedException | IOException e) {
      String message = e instanceof PreseedException ? e.getMessage() : e.toString();
      spec.commandLine().getErr().println("mozpool: " + message);
      return ExitCode.SOFTWARE;
    }
  }

  private void make() throws IOException, InterruptedException {
    Tool.requireAll();
    Target target = Target.of(output, yes);
    Megabytes whole = target.size(size);
    Layout layout = Layout.of(whole, boot, system, cache, userdata);
    Path contents = Files.createTempDirectory("mozpool-preseed");
    try {
      gather(contents);
      target.clear(whole);
      new Card(target.path()).write(layout, contents);
    } finally {
      delete(contents);
    }
  }

  /** What goes onto the partitions; nothing is written before it is all here. */
  private void gather(Path contents) throws IOException, InterruptedException {
    if (build != null) {
      new Build(build).unpack(contents);
    }
    Path bootFiles = Files.createDirectories(contents.resolve("boot"));
    if (bootLoader != null) {
      for (String name : List.of("MLO", "u-boot.bin")) {
        Path file = bootLoader.resolve(name);
        if (!Files.isRegularFile(file)) {
          throw new PreseedException("--boot-loader: there is no " + file);
        }
        Files.copy(file, bootFiles.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.write(bootFiles.resolve("boot.scr"), BootScript.image(BootScript.text(!noNetworkBoot)));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
