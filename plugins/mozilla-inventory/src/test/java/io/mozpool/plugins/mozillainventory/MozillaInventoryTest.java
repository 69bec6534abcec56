package io.mozpool.plugins.mozillainventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.plugin.inventory.InventorySource;
import io.mozpool.testkit.AbsentPeer;
import io.mozpool.testkit.HostCall;
import io.mozpool.testkit.RecordedNotes;
import io.mozpool.testkit.SilentPeer;
import io.mozpool.testkit.TestContext;
import io.mozpool.testkit.WebPeer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MozillaInventoryTest {

  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String EXPORT = "/en-US/bulk_action/export/?q=panda";
  private static final String STATUS = "/en-US/core/api/v1_core/systemstatus/5/";
  private static final String MODEL = "/en-US/core/api/v1_core/servermodel/77/";

  private final WebPeer web = new WebPeer();
  private final RecordedNotes notes = new RecordedNotes();
  private final InventorySource source = source(web.root(), "panda");

  @AfterEach
  void close() {
    web.close();
  }

  @Test
  void whoNamesNoUrlIsToldSoWhenItIsRead() {
    InventorySource unset =
        new MozillaInventoryFactory()
            .create(settings(Optional.empty(), ""), TestContext.in(Path.of("unused")));

    assertThatThrownBy(() -> unset.devices(Deadline.in(AMPLE)))
        .hasMessageContaining("mozpool.plugins.settings.mozilla-inventory.url: expected");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 401, 403, 404, 500})
  void anExportThatIsRefusedIsNamedWithItsStatus(int status) {
    web.answer(EXPORT, status, "no");

    failure(source)
        .returns(Reason.REFUSED, DriverException::reason)
        .hasMessageContaining("got " + status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{\"systems\":",
        "{} {}",
        "{}",
        "[]",
        "{\"systems\": null}",
        "{\"systems\": {\"panda-1\": {}}}",
        "{\"systems\": {\"panda-1\": {\"pk\": \"x\"}}}",
        "{\"systems\": {\"panda-1\": 5}}"
      })
  void anExportThatIsNoneIsGarbled(String body) {
    web.answer(EXPORT, body);

    failure(source)
        .returns(Reason.GARBLED, DriverException::reason)
        .hasMessageContaining(EXPORT)
        .hasMessageContaining("expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {STATUS, MODEL})
  void aLookUpThatFailsLeavesNoHalfList(String path) {
    pool(system("panda-1", 1), system("panda-2", 2));
    web.answer(path, 500, "no");

    failure(source)
        .returns(Reason.REFUSED, DriverException::reason)
        .hasMessageContaining(path)
        .hasMessageContaining("got 500");
  }

  @Test
  void aLookUpWithoutItsColumnIsGarbled() {
    pool(system("panda-1", 1));
    web.answer(MODEL, "{\"vendor\": \"panda\"}");

    failure(source)
        .returns(Reason.GARBLED, DriverException::reason)
        .hasMessageContaining("expected a text 'model'");
  }

  @Test
  void anAnswerThatIsCutShortIsGarbled() {
    web.cut(EXPORT, export(system("panda-1", 1)));

    failure(source).returns(Reason.GARBLED, DriverException::reason);
  }

  @Test
  void nobodyThereIsUnreachable() {
    try (AbsentPeer nobody = AbsentPeer.open()) {
      failure(source(at(nobody.address()), "panda"))
          .returns(Reason.UNREACHABLE, DriverException::reason);
    }
  }

  @Test
  void aSilentInventoryIsGivenUpAtTheDeadline() {
    try (SilentPeer silent = SilentPeer.open()) {
      InventorySource asked = source(at(silent.address()), "panda");

      assertThatThrownBy(() -> asked.devices(Deadline.in(SHORT)))
          .asInstanceOf(InstanceOfAssertFactories.throwable(DriverException.class))
          .returns(Reason.TIMED_OUT, DriverException::reason);
      assertThat(HostCall.givenUpAfter(SHORT, asked::devices)).isPresent();
    }
  }

  @Test
  void anAnswerThatStopsHalfwayIsGivenUpAtTheDeadline() {
    web.hang(EXPORT, export(system("panda-1", 1)));

    assertThatThrownBy(() -> source.devices(Deadline.in(SHORT)))
        .asInstanceOf(InstanceOfAssertFactories.throwable(DriverException.class))
        .returns(Reason.TIMED_OUT, DriverException::reason);
    assertThat(HostCall.givenUpAfter(SHORT, source::devices)).isPresent();
  }

  @Test
  void credentialsAreSentAndNeverTold() {
    web.answer(EXPORT, 401, "no");

    failure(source).hasMessageNotContaining("s3cret").hasMessageNotContaining("Basic");
    assertThat(web.authorizations()).containsExactly("Basic bWU6czNjcmV0"); // me:s3cret
  }

  @Test
  void aSystemIsADevice() throws Exception {
    pool(system("panda-0001.p1.example.com", 1234));

    assertThat(source.devices(Deadline.in(AMPLE)))
        .containsExactly(
            new InventoryRecord(
                1234,
                new Device(
                    "panda-0001",
                    "panda-0001.p1.example.com",
                    "6A:3D:98:12:34:56",
                    "",
                    "panda",
                    Map.of()),
                "ES Rev B2",
                "imaging-1.example.com",
                Map.of("power", "relay1.example.com:bank1:relay1")));
  }

  @Test
  void eachUrlIsFetchedOnceInASync() throws Exception {
    pool(system("panda-1", 1), system("panda-2", 2), system("panda-3", 3));

    assertThat(source.devices(Deadline.in(AMPLE))).hasSize(3);
    assertThat(web.asked()).containsExactly(EXPORT, STATUS, MODEL);
    assertThat(source.devices(Deadline.in(AMPLE))).hasSize(3);
    assertThat(web.asked()).hasSize(6);
  }

  @Test
  void theFilterIsEncodedUnlessItIsAlready() throws Exception {
    String path = "/en-US/bulk_action/export/?q=type=.board%20AND%20%23x%20100%25%C3%A9";
    web.answer(path, export());

    assertThat(source(web.root(), "type=.board AND%20#x 100%é").devices(Deadline.in(AMPLE)))
        .isEmpty();
    assertThat(web.asked()).containsExactly(path);
  }

  @Test
  void theRootMayHaveAPath() throws Exception {
    web.answer("/inventory" + EXPORT, export());

    assertThat(source(web.root().resolve("/inventory/"), "panda").devices(Deadline.in(AMPLE)))
        .isEmpty();
  }

  @Test
  void systemsThatAreNoDevicesAreSkipped() throws Exception {
    pool(
        system("no-relay", 1).replace("system.relay.0", "system.relay.1"),
        system("no-server", 2).replace("imaging-1.example.com", ""),
        system("no-mac", 3).replace("\"hw0\"", "\"hw1\""),
        system("no-model", 4).replace("77", "null"),
        system("bare", 5).replace("keyvalue_set", "a").replace("staticreg_set", "b"),
        system("old", 6).replace("\"system_status\":5", "\"system_status\":6"),
        system("good", 7));
    web.answer(STATUS.replace('5', '6'), "{\"status\": \"decommissioned\"}");

    assertThat(source.devices(Deadline.in(AMPLE), notes))
        .extracting(record -> record.device().name())
        .containsExactly("good");
    assertThat(notes.notes())
        .containsExactly(
            "no-relay is skipped: it has no system.relay.0",
            "no-server is skipped: it has no system.imaging_server.0",
            "no-mac is skipped: it has no mac of nic0 hw0",
            "no-model is skipped: it has no server_model",
            "bare is skipped: it has no system.relay.0, no system.imaging_server.0, no mac of nic0"
                + " hw0",
            "old is skipped: it is decommissioned");
  }

  @Test
  void aSystemOfWhichSomethingIsNotUnderstoodIsLeftOut() throws Exception {
    pool(
        system("list", 1).replace("\"imaging-1.example.com\"", "[\"imaging-1\"]"),
        system("words", 2).replace("77", "\"panda\""),
        system("good", 3));

    assertThat(source.devices(Deadline.in(AMPLE), notes)).hasSize(1);
    assertThat(notes.leftOut())
        .isEqualTo(
            Map.of(
                1L,
                "list is left out: keyvalue_set/system.imaging_server.0/value: expected a text, not"
                    + " [\"imaging-1\"]",
                2L,
                "words is left out: server_model: expected a number, not \"panda\""));
  }

  @Test
  void aBusyInventoryIsAskedAgain() throws Exception {
    pool(system("panda-1", 1));
    web.answerOnce(EXPORT, 503, Map.of("Retry-After", "2"));
    web.answerOnce(MODEL, 429, Map.of());

    assertThat(source.devices(Deadline.in(AMPLE))).hasSize(1);
  }

  private static AbstractThrowableAssert<?, DriverException> failure(InventorySource source) {
    return assertThat(HostCall.within(AMPLE, source::devices))
        .get()
        .asInstanceOf(InstanceOfAssertFactories.throwable(DriverException.class));
  }

  private void pool(String... systems) {
    web.answer(EXPORT, export(systems));
    web.answer(STATUS, "{\"status\": \"production\"}");
    web.answer(MODEL, "{\"vendor\": \"panda\", \"model\": \"ES Rev B2\"}");
  }

  private static String export(String... systems) {
    return "{\"systems\":{" + String.join(",", List.of(systems)) + "}}";
  }

  private static String system(String fqdn, int pk) {
    return """
    "%s":{"pk":%d,"system_status":5,"server_model":77,
     "keyvalue_set":{"system.relay.0":{"value":"relay1.example.com:bank1:relay1"},
                     "system.imaging_server.0":{"value":"imaging-1.example.com"}},
     "staticreg_set":{"nic0":{"hwadapter_set":{"hw0":{"mac":"6A:3D:98:12:34:56"}}}}}\
    """
        .formatted(fqdn, pk);
  }

  private static InventorySource source(URI root, String filter) {
    return new MozillaInventoryFactory()
        .create(settings(Optional.of(root), filter), TestContext.in(Path.of("unused")));
  }

  private static MozillaInventorySettings settings(Optional<URI> url, String filter) {
    return new MozillaInventorySettings(url, "me", "s3cret", filter);
  }

  private static URI at(InetSocketAddress peer) {
    return URI.create("http://127.0.0.1:" + peer.getPort());
  }
}
