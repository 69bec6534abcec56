package io.mozpool.plugins.pxe.tftp;

import io.mozpool.plugin.BootFile;
import io.mozpool.plugin.BootFiles;
import io.mozpool.plugin.boot.BootServer;
import io.mozpool.testkit.TestContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on the loopback interface, with a few files that are in no directory. */
final class TestServer implements BootFiles, AutoCloseable {

  private final Map<String, BootFile> files = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final TestContext context = TestContext.in(Path.of("unused")).with(this);
  private final BootServer server;

  TestServer(Settings settings) throws IOException {
    server = new TftpServerFactory().create(settings.build(), context);
  }

  /** A server of the addresses that a test says this host has. */
  TestServer(Settings settings, LocalAddresses addresses) throws IOException {
    InetAddress all = InetAddress.getByName("0.0.0.0");
    server = TftpServer.start(settings.build(), context, all, addresses);
  }

  /** A number that the server shows. */
  long metric(String name) {
    return context.metric(name);
  }

  /** Bytes that look like no others. */
  static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  TestServer put(String name, byte[] bytes) {
    return put(name, new BootFile.InMemory(bytes));
  }

  TestServer put(String name, BootFile file) {
    files.put(name, file);
    return this;
  }

  /** The names that were looked up, in their order. */
  List<String> asked() {
    return asked;
  }

  InetSocketAddress address() {
    return server.address();
  }

  TestClient client() throws IOException {
    return new TestClient(address());
  }

  @Override
  public Optional<BootFile> find(String requestedName, InetAddress source) {
    asked.add(requestedName);
    if (requestedName.equals("trouble")) {
      throw new IllegalStateException("the database at /secret/path is down");
    }
    return Optional.ofNullable(files.get(requestedName));
  }

  @Override
  public void close() {
    server.close();
  }
}
