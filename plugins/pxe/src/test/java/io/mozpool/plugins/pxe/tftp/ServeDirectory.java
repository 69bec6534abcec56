package io.mozpool.plugins.pxe.tftp;

import io.mozpool.plugin.BootFile;
import io.mozpool.plugin.BootFiles;
import io.mozpool.testkit.TestContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Serves the files of a directory by TFTP until it is killed, to try clients and to measure:
 *
 * <pre>java -cp JAR:CLASSPATH io.mozpool.plugins.pxe.tftp.ServeDirectory DIRECTORY PORT [ADDRESS]
 * </pre>
 */
final class ServeDirectory {

  private ServeDirectory() {}

  public static void main(String... args) throws Exception {
    Path directory = Path.of(args[0]).toRealPath();
    String listen = args.length > 2 ? args[2] : "127.0.0.1";
    TftpSettings settings = Settings.standard().listen(listen, Integer.parseInt(args[1])).build();
    new TftpServerFactory().create(settings, TestContext.in(directory).with(new Tree(directory)));
    new CountDownLatch(1).await();
  }

  /** The regular files under a directory. */
  record Tree(Path directory) implements BootFiles {
    @Override
    public Optional<BootFile> find(String requestedName, InetAddress source) {
      Path path = directory.resolve(requestedName).normalize();
      try {
        return path.startsWith(directory) ? regularFile(path) : Optional.empty();
      } catch (NoSuchFileException e) {
        return Optional.empty();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Optional<BootFile> regularFile(Path path) throws IOException {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      return file.isRegularFile()
          ? Optional.of(new BootFile.OnDisk(path, file.size()))
          : Optional.empty();
    }
  }
}
