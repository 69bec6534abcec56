package io.mozpool.server;

import io.mozpool.host.call.Operation;
import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.agent.DeviceAgent;
import io.mozpool.plugin.inventory.InventoryNotes;
import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.plugin.power.PowerControl;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Hardware that does what a test says, and else what it is asked for. Calls read as {@code cycle
 * device1}, {@code off left}, {@code verify device1}, {@code storage device1}, {@code probe
 * device1} and {@code inventory scripted}.
 */
public final class ScriptedHardware {

  /** The failure of a network that was reached, and the device did not answer. */
  public static final Operation<Boolean> NO = deadline -> false;

  private final Map<String, Operation<Boolean>> scripts = new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<String, List<InventoryRecord>> inventories = new ConcurrentHashMap<>();
  private final Map<String, Consumer<InventoryNotes>> notes = new ConcurrentHashMap<>();

  /** Has a call do something from now on. */
  public void on(String call, Operation<Boolean> script) {
    scripts.put(call, script);
  }

  /** Has a call fail from now on. */
  public void fail(String call, DriverException.Reason reason) {
    on(
        call,
        deadline -> {
          throw new DriverException(reason, call + " failed");
        });
  }

  /** Has a call succeed again. */
  public void heal(String call) {
    scripts.remove(call);
  }

  /** All calls so far. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  public long count(String call) {
    return calls.stream().filter(call::equals).count();
  }

  /** What an inventory says from now on. */
  public void inventory(String source, InventoryRecord... records) {
    inventories.put(source, List.of(records));
  }

  /** What an inventory says beside its devices from now on. */
  public void notes(String source, Consumer<InventoryNotes> said) {
    notes.put(source, said);
  }

  void takeNotes(String source, InventoryNotes to) {
    notes.getOrDefault(source, any -> {}).accept(to);
  }

  List<InventoryRecord> inventory(String source, Deadline deadline)
      throws DriverException, InterruptedException {
    run("inventory " + source, deadline);
    return inventories.getOrDefault(source, List.of());
  }

  private boolean run(String call, Deadline deadline) throws DriverException, InterruptedException {
    calls.add(call);
    return scripts.getOrDefault(call, any -> true).run(deadline);
  }

  boolean probe(DriverAddress address, Deadline deadline)
      throws DriverException, InterruptedException {
    return run("probe " + address.host(), deadline);
  }

  PowerControl outlet(DriverAddress address, boolean cyclesItself) {
    return new PowerControl() {
      @Override
      public String controller() {
        return address.host();
      }

      @Override
      public void on(Deadline deadline) throws DriverException, InterruptedException {
        run("on " + address.host(), deadline);
      }

      @Override
      public void off(Deadline deadline) throws DriverException, InterruptedException {
        run("off " + address.host(), deadline);
      }

      @Override
      public boolean cyclesItself() {
        return cyclesItself;
      }

      @Override
      public void cycle(Deadline deadline) throws DriverException, InterruptedException {
        run("cycle " + address.host(), deadline);
      }
    };
  }

  DeviceAgent agent(DriverAddress address) {
    return new DeviceAgent() {
      @Override
      public void verify(Deadline deadline) throws DriverException, InterruptedException {
        run("verify " + address.host(), deadline);
      }

      @Override
      public void verifyStorage(Deadline deadline) throws DriverException, InterruptedException {
        run("storage " + address.host(), deadline);
      }
    };
  }
}
