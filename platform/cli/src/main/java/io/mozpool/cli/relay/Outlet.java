package io.mozpool.cli.relay;

import io.mozpool.cli.server.Distribution;
import io.mozpool.host.Bound;
import io.mozpool.host.Configuration;
import io.mozpool.host.ConfigurationException;
import io.mozpool.host.NoDriverException;
import io.mozpool.host.PluginHost;
import io.mozpool.host.PluginsConfig;
import io.mozpool.host.Selection;
import io.mozpool.host.call.GuardedCall;
import io.mozpool.host.call.GuardedCalls;
import io.mozpool.host.call.Operation;
import io.mozpool.host.call.Tolerances;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.plugin.power.PowerControl;
import io.mozpool.plugin.power.PowerState;
import io.mozpool.time.SystemTime;
import io.mozpool.time.Threads;
import io.mozpool.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** A device's power, switched from this process. */
final class Outlet implements AutoCloseable {

  private static final Duration SWITCH = Duration.ofSeconds(30);

  /** Between off and on: long enough for a board's capacitors. */
  private static final Duration OFF_TIME = Duration.ofSeconds(1);

  private static final Time TIME = new SystemTime(Threads.ofProcess());

  /** One half of a power cycle. */
  @FunctionalInterface
  interface Switch {
    void run() throws DriverException, InterruptedException;
  }

  private final PluginHost host;
  private final GuardedCalls calls =
      new GuardedCalls(TIME, Threads.ofProcess(), Tolerances.standard(), Runnable::run);
  private final Bound<PowerControl> power;

  private Outlet(PluginHost host, DriverAddress address) {
    this.host = host;
    this.power = host.registry().power(address);
  }

  /**
   * Binds an outlet; nothing is switched.
   *
   * @throws ConfigurationException where there is no driver for it
   * @throws IllegalArgumentException where the address is none
   */
  static Outlet at(String text, Configuration given) {
    Distribution.log("OFF"); // what matters is thrown
    Configuration configuration = Distribution.completed(given);
    DriverAddress address = DriverAddress.parse(text);
    PluginHost host =
        PluginHost.start(
            configuration,
            PluginsConfig.of(configuration).directory(),
            configuration.directory().resolve("data").resolve("plugins"),
            TIME.clock(),
            (name, source) -> Optional.empty(),
            Selection.only(address.scheme()));
    try {
      return new Outlet(host, address);
    } catch (NoDriverException e) {
      host.close();
      throw new ConfigurationException(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      host.close();
      throw e;
    }
  }

  void on() throws DriverException, InterruptedException {
    call(Operation.of(power.driver()::on));
  }

  void off() throws DriverException, InterruptedException {
    call(Operation.of(power.driver()::off));
  }

  void cycle() throws DriverException, InterruptedException {
    cycle(this::off, OFF_TIME, this::on);
  }

  /** Off, a wait, and on, which is tried as well where off may have been done. */
  static void cycle(Switch off, Duration wait, Switch on)
      throws DriverException, InterruptedException {
    Optional<DriverException> failure = failureOf(off);
    if (failure.filter(any -> any.reason() == Reason.UNREACHABLE).isPresent()) {
      throw failure.get();
    }
    Thread.sleep(wait.toMillis());
    Optional<DriverException> second = failureOf(on);
    if (second.isPresent()) {
      throw with(failure.orElse(second.get()), "; the device may be off");
    } else if (failure.isPresent()) {
      throw with(failure.get(), "; as the device may have gone off, it was switched on");
    }
  }

  private static Optional<DriverException> failureOf(Switch half) throws InterruptedException {
    try {
      half.run();
      return Optional.empty();
    } catch (DriverException e) {
      return Optional.of(e);
    }
  }

  private static DriverException with(DriverException failure, String words) {
    return new DriverException(failure.reason(), failure.getMessage() + words, failure);
  }

  PowerState read() throws DriverException, InterruptedException {
    return call(power.driver()::read);
  }

  @Override
  public void close() {
    calls.close();
    host.close();
  }

  private <R> R call(Operation<R> operation) throws DriverException, InterruptedException {
    try {
      return calls.submit(GuardedCall.power(power, "power", SWITCH, SWITCH, operation)).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DriverException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
