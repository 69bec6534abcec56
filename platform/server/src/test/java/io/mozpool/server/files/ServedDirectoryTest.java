package io.mozpool.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ch.qos.logback.classic.Level;
import io.mozpool.server.LogCapture;
import io.mozpool.time.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedDirectoryTest {

  private final ManualTime time = new ManualTime();

  @TempDir private Path root;
  private Path directory;
  private Path elsewhere;
  private ServedDirectory served;

  @BeforeEach
  void fill() throws IOException {
    directory = Files.createDirectories(root.resolve("boot"));
    elsewhere = Files.createDirectories(root.resolve("images/new"));
    Files.writeString(Files.createDirectory(directory.resolve("v2")).resolve("kernel"), "kernel");
    Files.writeString(elsewhere.resolve("disk"), "disk");
    served = served(directory);
  }

  @Test
  void linksAreFollowedWithinTheDirectoryWhichMayBeOneItself() throws IOException {
    Files.createSymbolicLink(directory.resolve("current"), Path.of("v2"));
    Files.createSymbolicLink(directory.resolve("uImage"), Path.of("current/kernel"));
    Path link = Files.createSymbolicLink(root.resolve("link"), directory);

    for (ServedDirectory each : List.of(served, served(link))) {
      assertThat(text(each, "v2/kernel")).contains("kernel");
      assertThat(text(each, "current/kernel")).contains("kernel");
      assertThat(text(each, "uImage")).contains("kernel");
    }
  }

  @Test
  void linksOutOfItAreFollowedOnlyToWhereTheSettingSays() throws IOException {
    Files.createSymbolicLink(directory.resolve("disk"), elsewhere.resolve("disk"));
    Files.createSymbolicLink(directory.resolve("images"), elsewhere);

    for (String name : List.of("disk", "images/disk")) {
      assertThat(served.find(name)).isEmpty();
      assertThat(text(served(directory, root.resolve("images")), name)).contains("disk");
      assertThat(served(directory, root.resolve("images/other")).find(name)).isEmpty();
    }
  }

  @Test
  void aLinkThatLeadsNowhereOrRoundIsNotFoundAlone() throws IOException {
    Files.createSymbolicLink(directory.resolve("nowhere"), Path.of("nothing"));
    Files.createSymbolicLink(directory.resolve("round"), Path.of("round"));

    assertThat(served.find("nowhere")).isEmpty();
    assertThat(served.find("round")).isEmpty();
    assertThat(served.find("round/x")).isEmpty();
    assertThat(text(served, "v2/kernel")).contains("kernel");
  }

  @Test
  void whatIsInTheWayIsNamedOnceAMinute() throws IOException {
    Path out = Files.createSymbolicLink(directory.resolve("disk"), elsewhere.resolve("disk"));
    Path round = Files.createSymbolicLink(directory.resolve("round"), Path.of("round"));
    try (LogCapture log = new LogCapture()) {
      served.find("nothing");
      served.find("v2");
      assertThat(log.messages(Level.WARN)).isEmpty();

      served.find("disk");
      served.find("round");
      served.find("disk");
      time.pass(Duration.ofMinutes(1));
      served.find("round");

      assertThat(log.messages(Level.WARN))
          .satisfiesExactly(
              line ->
                  assertThat(line)
                      .contains(out + " is a link to ", "disk, which is in none of mozpool.link-"),
              line -> assertThat(line).contains("cannot read " + round + ": ", "(2 more such"));
    }
  }

  @Test
  void whatCannotBeReadIsNotFoundAlone() throws IOException {
    Path closed = Files.createDirectory(directory.resolve("lost+found"));
    Files.writeString(closed.resolve("file"), "file");
    Path secret = Files.writeString(directory.resolve("secret"), "secret");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      assumeFalse(Files.isReadable(secret), "root may read everything");
      assertThat(served.find("lost+found/file")).isEmpty();
      assertThat(served.find("secret")).isEmpty();
      assertThat(text(served, "v2/kernel")).contains("kernel");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void filesAreFoundWhileDirectoriesComeAndGo() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Thread other = new Thread(() -> comeAndGo(over));
    other.start();
    try {
      for (int i = 0; i < 20_000; i++) {
        assertThat(served.find("v2/kernel")).isPresent();
      }
    } finally {
      over.set(true);
      other.join();
    }
  }

  private void comeAndGo(AtomicBoolean over) {
    try {
      while (!over.get()) {
        Path path = Files.createDirectories(directory.resolve("a/b/c/d"));
        for (int depth = 0; depth < 4; depth++, path = path.getParent()) {
          Files.delete(path);
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void directoriesAndNamesThatNoFileHasAreNotFound() {
    for (String name :
        List.of("v2", "v2/", "", "v2/kernel/x", "a\0b", "x".repeat(70_000), "../boot/v2/kernel")) {
      assertThat(served.find(name)).isEmpty();
    }
  }

  @Test
  void aDirectoryThatHasGoneIsServedAgainWhenItIsBack() throws IOException {
    Path away = root.resolve("away");
    Files.move(directory, away);
    assertThat(served.find("v2/kernel")).isEmpty();
    Files.move(away, directory);
    assertThat(served.find("v2/kernel")).isPresent();
  }

  private ServedDirectory served(Path directory, Path... linkTargets) {
    return new ServedDirectory(directory, List.of(linkTargets), time::nanos);
  }

  private static Optional<String> text(ServedDirectory directory, String name) throws IOException {
    Optional<Path> file = directory.find(name);
    return file.isEmpty() ? Optional.empty() : Optional.of(Files.readString(file.get()));
  }
}
