package io.mozpool.server.device;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.mozpool.lifecycle.Lifecycle;
import io.mozpool.lifecycle.Step;
import io.mozpool.lifecycle.Transition;
import io.mozpool.lifecycle.device.DeviceEffect;
import io.mozpool.lifecycle.device.DeviceFact;
import io.mozpool.lifecycle.device.DeviceWrite;
import io.mozpool.server.database.Moments;
import io.mozpool.server.database.SqlStatement;
import io.mozpool.server.machine.MachineRow;
import io.mozpool.server.text.TextLimit;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts how often each device has failed since it was last well, and keeps what was wrong the last
 * time. Both are stored by the device's steps. Any thread may call.
 */
final class Setbacks {

  private static final String COUNT =
      "update devices set failures = failures + 1, last_error = ?, last_error_at = ? where id = ?";
  private static final String FORGET =
      "update devices set failures = 0, last_error = null, last_error_at = null where id = ?";

  private static final Set<DeviceClass> GIVEN_UP =
      EnumSet.of(DeviceClass.FAILED, DeviceClass.LOCKED_OUT);

  /**
   * A driver's words.
   *
   * @param state the device's, when the driver was asked
   */
  private record Error(String state, String text) {}

  private final Set<String> states;
  private final Set<String> counters;
  private final Clock clock;
  private final Map<Long, Error> errors = new ConcurrentHashMap<>();

  Setbacks(Lifecycle<DeviceFact, DeviceWrite, DeviceEffect> lifecycle, Clock clock) {
    this.states = lifecycle.states();
    this.counters =
        lifecycle.rows().stream()
            .flatMap(row -> row.failures().stream())
            .map(Step.Count::counter)
            .collect(toUnmodifiableSet());
    this.clock = clock;
  }

  /** Remembers what a driver said, for the failure that follows from it. */
  void error(long device, String state, String text) {
    errors.put(device, new Error(state, text));
  }

  /** The statements by which a step stores it. */
  List<SqlStatement> of(DeviceView view, Transition<DeviceWrite, DeviceEffect> transition) {
    MachineRow row = view.row();
    Optional<Error> said = Optional.ofNullable(errors.get(row.id()));
    if (transition.changesState()) {
      errors.remove(row.id());
    }
    if (isNewBeginning(transition)) {
      return view.failures() > 0 ? List.of(SqlStatement.of(FORGET, row.id())) : List.of();
    }
    return counters.stream().anyMatch(counter -> grows(counter, row, transition))
        ? List.of(
            SqlStatement.of(
                COUNT,
                TextLimit.LAST_ERROR.cut(text(row, transition, said)),
                Moments.text(Moments.now(clock)),
                row.id()))
        : List.of();
  }

  /** A device that becomes ready is well; one that had given up or was set aside begins anew. */
  private boolean isNewBeginning(Transition<DeviceWrite, DeviceEffect> transition) {
    return transition.changesState()
        && (transition.to().equals(DeviceKind.READY)
            || GIVEN_UP.contains(DeviceClass.of(transition.from(), false, states)));
  }

  private static boolean grows(
      String counter, MachineRow row, Transition<DeviceWrite, DeviceEffect> transition) {
    return transition.counters().getOrDefault(counter, 0)
        > row.snapshot().counters().getOrDefault(counter, 0);
  }

  /** The driver's words, if they are of tries in this state. */
  private static String text(
      MachineRow row, Transition<DeviceWrite, DeviceEffect> transition, Optional<Error> said) {
    return said.filter(error -> error.state().equals(row.state()))
        .map(Error::text)
        .orElseGet(
            () ->
                transition.why().startsWith("timeout")
                    ? "time ran out in %s".formatted(row.state())
                    : "%s in %s".formatted(transition.why(), row.state()));
  }
}
