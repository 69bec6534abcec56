package io.mozpool.plugins.sut;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SUTAgent that has shown that it works, and what it can be asked for. The commands are those of
 * mozdevice's DeviceManagerSUT, in its order: that is what agents in the field are used to.
 */
final class SutSession implements AutoCloseable {

  private static final Pattern ROOT = Pattern.compile("/\\S+");
  private static final Pattern ANYTHING = Pattern.compile(".+", Pattern.DOTALL);
  private static final Pattern VERSION = Pattern.compile("\\S+ Version \\S+.*", Pattern.DOTALL);

  private final SutConnection connection;
  private final String testsDirectory;

  private SutSession(SutConnection connection, String root) {
    this.connection = connection;
    this.testsDirectory = root + "/tests";
  }

  /**
   * Connects, finds the directory for tests, makes it where it is missing, asks for the version.
   */
  static SutSession open(SutAddress address, SutSettings settings, Deadline deadline)
      throws DriverException, InterruptedException {
    SutConnection connection = new SutConnection(address, settings, deadline);
    try {
      connection.open();
      String root = expect(connection, "testroot", ROOT, "an absolute path");
      SutSession session = new SutSession(connection, root);
      session.ensureTestsDirectory();
      expect(connection, "ver", VERSION, "'<product> Version <version>'");
      return session;
    } catch (DriverException | InterruptedException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  String testsDirectory() {
    return testsDirectory;
  }

  void ensureTestsDirectory() throws DriverException, InterruptedException {
    if (!isDirectory(testsDirectory)) {
      makeDirectory(testsDirectory);
    }
  }

  /** Makes a directory where it is missing; its parent must be there. */
  void makeDirectory(String directory) throws DriverException, InterruptedException {
    if (!isDirectory(directory)) {
      connection.ask("mkdr " + directory);
    }
  }

  void requireDirectory(String directory) throws DriverException, InterruptedException {
    if (!isDirectory(directory)) {
      throw connection.failure(Reason.REFUSED, "did not make the directory " + directory);
    }
  }

  /** Removes a directory, where it is there, with all that is in it. */
  void removeDirectory(String directory) throws DriverException, InterruptedException {
    if (isDirectory(directory)) {
      connection.ask("rmdr " + directory);
    }
  }

  /** Writes a file, makes the directories above it where needed, and compares what was written. */
  void push(String file, byte[] content) throws DriverException, InterruptedException {
    makeParents(file);
    String md5 = md5(content);
    String written = connection.ask("push " + file + " " + content.length, content);
    if (!written.equals(md5)) {
      throw connection.failure(
          Reason.REFUSED,
          "did not store %s: expected md5 '%s', got %s"
              .formatted(file, md5, SutConnection.quote(written)));
    }
  }

  /** Asks for a reboot and does not wait for the answer, which may never come. */
  void reboot() throws DriverException, InterruptedException {
    connection.send("rebt");
  }

  @Override
  public void close() {
    connection.close();
  }

  private void makeParents(String file) throws DriverException, InterruptedException {
    if (isDirectory(file.substring(0, file.lastIndexOf('/')))) {
      return;
    }
    for (int slash = file.indexOf('/', 1); slash > 0; slash = file.indexOf('/', slash + 1)) {
      makeDirectory(file.substring(0, slash));
    }
  }

  private boolean isDirectory(String path) throws DriverException, InterruptedException {
    // A missing path is answered by the error of the device's own ls: all but TRUE means no.
    return expect(connection, "isdir " + path, ANYTHING, "TRUE or FALSE").equals("TRUE");
  }

  private static String expect(
      SutConnection connection, String command, Pattern form, String expected)
      throws DriverException, InterruptedException {
    String reply = connection.ask(command);
    if (!form.matcher(reply).matches()) {
      throw connection.failure(
          Reason.GARBLED,
          "answered '%s' with %s, expected %s"
              .formatted(command, SutConnection.quote(reply), expected));
    }
    return reply;
  }

  private static String md5(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
