package io.mozpool.server.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
@Timeout(60)
class SendersTest {

  private static final String NOWHERE = "192.0.2.99";

  @TempDir Path directory;
  private Boards boards;
  private Senders senders;

  @BeforeEach
  void open() {
    boards = Boards.in(directory);
    senders = boards.senders();
  }

  @AfterEach
  void close() {
    senders.close();
    boards.close();
  }

  @Test
  void whatIsNoDevicesIsNobodys() {
    boards.add("a", "192.0.2.1");
    senders.read();

    assertThat(find(NOWHERE, "")).isEmpty();
    assertThat(find(NOWHERE, "B")).isEmpty();
    assertThat(find(NOWHERE, "192")).isEmpty();
  }

  @Test
  void whatSeveralDevicesHaveIsNobodys() {
    boards.add("a", "192.0.2.1");
    boards.add("b", "192.0.2.1");
    boards.add("c", "gateway.example");
    boards.add("d", "gateway.example");
    senders.read();

    assertThat(find("192.0.2.1", "")).isEmpty();
    assertThat(find("192.0.2.1", "192.0.2.1")).isEmpty();
    assertThat(find(NOWHERE, "gateway")).isEmpty();
    assertThat(find("192.0.2.1", "b")).hasValue(2);
  }

  @Test
  void aBoardWritesItsNameInAnyCase() {
    boards.add("Panda-1", "Panda-1.Example");
    senders.read();

    assertThat(find(NOWHERE, "panda-1")).hasValue(1);
    assertThat(find(NOWHERE, "PANDA-1.example")).hasValue(1);
  }

  @Test
  void anAddressIsTheDevicesOwnOrAnAttribute() {
    boards.add("a", "192.0.2.1");
    long other = boards.add("b", "b.example");
    boards.set(other, "attributes = ?", "{\"ip\": \"2001:db8::1\"}");
    senders.read();

    assertThat(find("192.0.2.1", "")).hasValue(1);
    assertThat(find("2001:db8::1", "")).hasValue(2);
    assertThat(find(NOWHERE, "192.0.2.1")).hasValue(1);
  }

  @Test
  void anAddressIsFoundInTheBackground() {
    boards.add("a", "localhost");

    senders.start();

    await().until(() -> find("127.0.0.1", "").isPresent());
  }

  @Test
  void aHostIsNamedInShortOrInFull() {
    boards.add("a", "x.example");
    senders.read();

    assertThat(find(NOWHERE, "a")).hasValue(1);
    assertThat(find(NOWHERE, "x")).hasValue(1);
    assertThat(find(NOWHERE, "x.example")).hasValue(1);
    assertThat(find(NOWHERE, "x.exam")).isEmpty();
  }

  @Test
  void anAddressCountsMoreThanAHost() {
    boards.add("a", "192.0.2.1");
    boards.add("b", "192.0.2.2");
    senders.read();

    assertThat(find("192.0.2.1", "b")).hasValue(1);
  }

  @Test
  void aNameCountsMoreThanAnothersHost() {
    boards.add("a", "b.example");
    boards.add("b", "c.example");
    senders.read();

    assertThat(find(NOWHERE, "b")).hasValue(2);
  }

  @Test
  void devicesComeAndGo() {
    long device = boards.add("a", "192.0.2.1");
    senders.read();
    boards.set(device, "fqdn = '192.0.2.2'");

    senders.read();

    assertThat(find("192.0.2.1", "")).isEmpty();
    assertThat(find("192.0.2.2", "")).hasValue(device);
  }

  private OptionalLong find(String source, String host) {
    return senders.device(Boards.address(source), host);
  }
}
