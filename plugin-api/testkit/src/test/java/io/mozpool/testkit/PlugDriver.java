package io.mozpool.testkit;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.plugin.power.PowerControl;
import io.mozpool.plugin.power.PowerDriver;
import io.mozpool.plugin.power.PowerState;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A driver of a one-byte protocol that does one thing wrong, or nothing. */
record PlugDriver(Fault fault) implements PowerDriver {

  enum Fault {
    NONE,
    TAKES_ANY_ADDRESS,
    QUOTES_NOTHING,
    NEVER_GIVES_UP,
    REPORTS_SUCCESS,
    CLAIMS_TO_KNOW,
    CALLS_SILENCE_UNREACHABLE,
    CALLS_REFUSAL_GARBLED,
    TOGGLES
  }

  static String addressOf(InetSocketAddress peer) {
    return "plug://" + peer.getHostString() + ":" + peer.getPort();
  }

  @Override
  public PowerControl bind(DriverAddress address) {
    if (address.port().isEmpty() && fault != Fault.TAKES_ANY_ADDRESS) {
      throw new IllegalArgumentException(
          fault == Fault.QUOTES_NOTHING ? "bad address" : "no port in '" + address + "'");
    }
    return new Plug(address, fault);
  }

  private record Plug(DriverAddress address, Fault fault) implements PowerControl {

    @Override
    public String controller() {
      return address.host() + ":" + address.portOr(1);
    }

    @Override
    public void on(Deadline deadline) throws DriverException {
      ask(fault == Fault.TOGGLES ? 't' : '1', deadline);
    }

    @Override
    public void off(Deadline deadline) throws DriverException {
      ask(fault == Fault.TOGGLES ? 't' : '0', deadline);
    }

    @Override
    public PowerState read(Deadline deadline) throws DriverException {
      if (fault == Fault.CLAIMS_TO_KNOW) {
        return PowerState.ON;
      }
      return ask('?', deadline) == '1' ? PowerState.ON : PowerState.OFF;
    }

    private int ask(int request, Deadline deadline) throws DriverException {
      try (Socket socket = new Socket()) {
        boolean forEver = fault == Fault.NEVER_GIVES_UP;
        if (!forEver) {
          deadline.closeOnExpiry(socket);
        }
        int timeout = forEver ? 0 : deadline.remainingMillis();
        socket.setSoTimeout(timeout);
        socket.connect(new InetSocketAddress(address.host(), address.portOr(1)), timeout);
        socket.getOutputStream().write(request);
        return fault == Fault.REPORTS_SUCCESS ? '1' : socket.getInputStream().read();
      } catch (ConnectException e) {
        Reason reason = fault == Fault.CALLS_REFUSAL_GARBLED ? Reason.GARBLED : Reason.UNREACHABLE;
        throw new DriverException(reason, "cannot connect", e);
      } catch (IOException e) {
        Reason reason =
            fault == Fault.CALLS_SILENCE_UNREACHABLE ? Reason.UNREACHABLE : Reason.TIMED_OUT;
        throw new DriverException(reason, "no answer", e);
      }
    }
  }
}
