package io.mozpool.plugins.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.plugin.power.PowerControl;
import io.mozpool.plugin.power.PowerDriver;
import io.mozpool.testkit.HostCall;
import io.mozpool.testkit.PowerContract;
import io.mozpool.testkit.TestContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TasmotaPlugTest {

  private final PowerDriver driver =
      new TasmotaFactory()
          .create(new TasmotaFactory.Settings(80), TestContext.in(Path.of("unused")));
  private final PowerContract contract = new PowerContract(driver, TasmotaPlugTest::addressOf);
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile String state = "OFF";
  private volatile String answer = "";
  private volatile int status = 200;
  private HttpServer plug;

  @BeforeEach
  void plugIn() throws IOException {
    plug = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    plug.createContext("/cm", this::serve);
    plug.start();
  }

  @AfterEach
  void unplug() {
    plug.stop(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tasmota:/1",
        "tasmota://plug-1",
        "tasmota://plug-1/0",
        "tasmota://plug-1/9",
        "tasmota://plug-1/1/2",
        "tasmota://plug-1/1?user=me"
      })
  void quotesABadAddress(String bad) {
    contract.quotesABadAddress(bad);
  }

  @Test
  void keepsItsDeadlineAgainstASilentPeer() {
    contract.keepsItsDeadlineAgainstASilentPeer();
  }

  @Test
  void keepsItsDeadlineAgainstADeafPeer() {
    contract.keepsItsDeadlineAgainstADeafPeer();
  }

  @Test
  void obeysAnInterrupt() {
    contract.obeysAnInterrupt();
  }

  @Test
  void refusedConnectionIsUnreachable() {
    contract.refusedConnectionIsUnreachable();
  }

  @Test
  void onTwiceIsOn() {
    contract.onTwiceIsOn(plug.getAddress());

    assertThat(asked)
        .startsWith("cmnd=Power1%20ON", "cmnd=Power1%20ON", "cmnd=Power1")
        .contains("cmnd=Power1%20OFF");
  }

  @Test
  void checksAWorkingController() {
    contract.checksAWorkingController(plug.getAddress());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"POWER1\":\"OFF\"}    | REFUSED",
        "{\"POWER2\":\"ON\"}     | REFUSED",
        "{\"Command\":\"Unknown\"} | REFUSED",
        "{\"POWER1\":\"MAYBE\"}  | REFUSED",
        "{\"POWER1\":            | GARBLED",
        "<html>ON</html>         | GARBLED"
      })
  void believesNoOtherAnswer(String text, Reason reason) {
    answer = text;

    failsToTurnOn(reason, text);
  }

  @Test
  void anHttpErrorIsGarbled() {
    status = 500;

    failsToTurnOn(Reason.GARBLED, "500");
  }

  @Test
  void takesTheKeyOfAPlugWithOneOutlet() {
    answer = "{\"POWER\":\"ON\"}";

    assertThat(HostCall.within(Duration.ofSeconds(10), bound()::on)).isEmpty();
  }

  private void failsToTurnOn(Reason reason, String quoted) {
    assertThat(HostCall.within(Duration.ofSeconds(10), bound()::on))
        .get()
        .asInstanceOf(InstanceOfAssertFactories.throwable(DriverException.class))
        .returns(reason, DriverException::reason)
        .hasMessageContaining(quoted);
  }

  private PowerControl bound() {
    return driver.bind(DriverAddress.parse(addressOf(plug.getAddress())));
  }

  private static String addressOf(InetSocketAddress peer) {
    return "tasmota://" + peer.getHostString() + ":" + peer.getPort() + "/1";
  }

  /** As the firmware does: switches, and answers with the state. */
  private void serve(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    asked.add(query);
    if (query.contains("%20")) {
      state = query.substring(query.indexOf("%20") + 3);
    }
    String text = answer.isEmpty() ? "{\"POWER1\":\"" + state + "\"}" : answer;
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
