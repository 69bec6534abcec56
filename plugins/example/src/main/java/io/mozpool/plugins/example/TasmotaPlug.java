package io.mozpool.plugins.example;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.plugin.power.PowerControl;
import io.mozpool.plugin.power.PowerState;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An outlet of a plug with the Tasmota firmware. {@code GET /cm?cmnd=Power1%20ON} is answered with
 * the state that the outlet is in then, {@code {"POWER1":"ON"}}, or with {@code POWER} where the
 * plug has only one; what it does not understand, with another pair and status 200 all the same.
 */
record TasmotaPlug(String host, int port, String outlet) implements PowerControl {

  /** HttpURLConnection cannot be told to stop connecting, so that it is not left to it for long. */
  private static final int CONNECT_MILLIS = 1000;

  static TasmotaPlug at(DriverAddress address, int standardPort) {
    String outlet = String.join("/", address.path());
    if (address.host().isEmpty() || !outlet.matches("[1-8]") || !address.query().isEmpty()) {
      throw new IllegalArgumentException(
          "address '" + address + "': expected tasmota://host[:port]/outlet, outlets are 1 to 8");
    }
    return new TasmotaPlug(address.host(), address.portOr(standardPort), outlet);
  }

  @Override
  public String controller() {
    return host + ":" + port;
  }

  @Override
  public void on(Deadline deadline) throws DriverException {
    turn(PowerState.ON, deadline);
  }

  @Override
  public void off(Deadline deadline) throws DriverException {
    turn(PowerState.OFF, deadline);
  }

  @Override
  public PowerState read(Deadline deadline) throws DriverException {
    return state(ask("Power" + outlet, deadline));
  }

  private void turn(PowerState wanted, Deadline deadline) throws DriverException {
    String answer = ask("Power" + outlet + "%20" + wanted, deadline);
    if (state(answer) != wanted) {
      throw failure(Reason.REFUSED, "expected " + wanted, answer);
    }
  }

  private PowerState state(String answer) throws DriverException {
    Matcher state =
        Pattern.compile("\\{\"POWER(?:" + outlet + ")?\":\"(ON|OFF)\"}").matcher(answer);
    if (state.matches()) {
      return PowerState.valueOf(state.group(1));
    }
    boolean isPair = answer.matches("\\{\"\\w+\":\"[^\"]*\"}");
    Reason reason = isPair ? Reason.REFUSED : Reason.GARBLED;
    throw failure(reason, "expected POWER" + outlet + " ON or OFF", answer);
  }

  private String ask(String command, Deadline deadline) throws DriverException {
    try {
      URL url = new URL("http", host, port, "/cm?cmnd=" + command);
      HttpURLConnection http = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
      deadline.closeOnExpiry(http::disconnect);
      http.setConnectTimeout(Math.min(CONNECT_MILLIS, deadline.remainingMillis()));
      http.setReadTimeout(deadline.remainingMillis());
      try (InputStream answer = http.getInputStream()) {
        return new String(answer.readNBytes(200), StandardCharsets.UTF_8).strip();
      }
    } catch (SocketTimeoutException e) {
      throw failure(Reason.TIMED_OUT, command, e);
    } catch (ConnectException | NoRouteToHostException | UnknownHostException e) {
      throw failure(Reason.UNREACHABLE, command, e);
    } catch (IOException e) {
      deadline.remaining(); // at the deadline the connection is closed: then that is the reason
      throw failure(Reason.GARBLED, command, e);
    }
  }

  private DriverException failure(Reason reason, String what, Object got) {
    return new DriverException(reason, controller() + ": " + what + ", got " + got);
  }
}
