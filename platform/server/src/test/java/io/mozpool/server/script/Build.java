package io.mozpool.server.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A build as a build farm publishes it: a directory with three tarballs. */
final class Build {

  private final Path directory;
  private final Path work;

  /**
   * @param directory where it is published
   * @param work for what goes into it
   */
  Build(Path directory, Path work) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.work = work;
  }

  /** A kernel, a system as Android's build packs it, and a user's data without a directory. */
  Build complete() throws Exception {
    Path boot = Files.createDirectories(work.resolve("boot"));
    Files.writeString(boot.resolve("uImage"), "a new kernel");
    Files.writeString(boot.resolve("MLO"), "of the build");
    Files.writeString(boot.resolve("boot.scr"), "kernel arguments");
    pack("boot.tar.bz2", "-j", boot, ".");
    Path system = Files.createDirectories(work.resolve("outer/system/bin"));
    Files.writeString(system.resolve("b2g"), "b2g");
    Files.createSymbolicLink(system.resolve("sh"), Path.of("b2g"));
    pack("system.tar.bz2", "-j", work.resolve("outer"), "system");
    Path data = Files.createDirectories(work.resolve("data/local"));
    Files.writeString(data.resolve("user.js"), "pref");
    pack("userdata.tar.gz", "-z", work.resolve("data"), ".");
    return this;
  }

  /** A kernel and a RAM disk as B2G's build packs them, in place of what U-Boot starts. */
  Build withPlainKernel() throws Exception {
    Path boot = Files.createDirectories(work.resolve("plain/boot"));
    Files.writeString(boot.resolve("kernel"), "a plain kernel");
    Files.writeString(boot.resolve("ramdisk.img"), "a plain RAM disk");
    pack("boot.tar.bz2", "-j", work.resolve("plain"), "boot");
    return this;
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  /** Publishes a checksum of a tarball. */
  void checksum(String name, String sha1) throws IOException {
    Files.write(file(name + ".sha1"), (sha1 + "  " + name + "\n").getBytes(UTF_8));
  }

  private void pack(String name, String option, Path from, String what) throws Exception {
    String tarball = file(name).toString();
    Tools.run("busybox", "tar", "-c", option, "-f", tarball, "-C", from.toString(), what);
  }
}
