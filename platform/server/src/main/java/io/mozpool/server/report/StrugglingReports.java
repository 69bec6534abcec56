package io.mozpool.server.report;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.micronaut.serde.annotation.Serdeable;
import io.mozpool.lifecycle.Lifecycle;
import io.mozpool.lifecycle.device.DeviceEffect;
import io.mozpool.lifecycle.device.DeviceFact;
import io.mozpool.lifecycle.device.DeviceWrite;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.Moments;
import io.mozpool.server.device.DeviceClass;
import io.mozpool.server.device.Struggling;
import io.mozpool.server.device.Tries;
import io.mozpool.server.hardware.Target;
import io.mozpool.server.hardware.Targets;
import io.mozpool.server.text.TextLimit;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the devices that struggle, of all servers, and what they have in common. */
@Singleton
final class StrugglingReports {

  private static final String FAILING =
      """
      select d.name, d.state, d.state_since, d.state_counters, d.failures, d.last_error,
        d.last_error_at, d.comments, r.request_id
      from devices d left join device_requests r on r.device_id = d.id
      where d.failures > 0 order by d.name
      """;

  private static final String PARTS =
      """
      select d.id, d.name, d.fqdn, d.mac_address, d.serial, d.attributes, d.addresses,
        d.relay_info, d.imaging_server_id, t.type, s.fqdn as server,
        coalesce(n.name, i.name) as image
      from devices d
        left join hardware_types t on t.id = d.hardware_type_id
        left join imaging_servers s on s.id = d.imaging_server_id
        left join images i on i.id = d.image_id
        left join images n on n.id = d.next_image_id
      """;

  /** Those of which all struggle come first; of these, those with the most devices. */
  private static final Comparator<Shared> MOST_TELLING =
      Comparator.comparingDouble((Shared part) -> (double) part.devices() / part.of())
          .thenComparingInt(Shared::devices)
          .reversed()
          .thenComparing(Shared::kind)
          .thenComparing(Shared::name);

  /**
   * The devices, and what they have in common.
   *
   * @param devices by name
   * @param shared the most telling first
   */
  @Serdeable
  record Report(List<StrugglingDevice> devices, List<Shared> shared) {}

  private record Part(String kind, String name) {}

  private record Parts(String device, List<Part> all) {}

  private final Database database;
  private final Targets targets;
  private final Lifecycle<DeviceFact, DeviceWrite, DeviceEffect> lifecycle;
  private final Tries.Reader tries;

  StrugglingReports(
      Database database,
      Targets targets,
      Lifecycle<DeviceFact, DeviceWrite, DeviceEffect> lifecycle) {
    this.database = database;
    this.targets = targets;
    this.lifecycle = lifecycle;
    this.tries = new Tries.Reader(lifecycle);
  }

  Report report() {
    List<StrugglingDevice> devices =
        database.all(this::struggling, FAILING).stream().flatMap(Optional::stream).toList();
    return new Report(devices, devices.size() < 2 ? List.of() : shared(devices));
  }

  private List<Shared> shared(List<StrugglingDevice> devices) {
    Set<String> names = devices.stream().map(StrugglingDevice::name).collect(toUnmodifiableSet());
    Map<Part, Integer> all = new LinkedHashMap<>();
    Map<Part, Integer> struggling = new LinkedHashMap<>();
    for (Parts parts : database.all(this::parts, PARTS)) {
      parts.all().forEach(part -> all.merge(part, 1, Integer::sum));
      if (names.contains(parts.device())) {
        parts.all().forEach(part -> struggling.merge(part, 1, Integer::sum));
      }
    }
    return struggling.entrySet().stream()
        .filter(each -> each.getValue() > 1)
        .map(
            each -> {
              Part part = each.getKey();
              return new Shared(
                  part.kind(), part.name(), each.getValue(), all.getOrDefault(part, 0));
            })
        .sorted(MOST_TELLING)
        .toList();
  }

  private Optional<StrugglingDevice> struggling(ResultSet row) throws SQLException {
    String state = row.getString("state");
    int failures = row.getInt("failures");
    int tied = row.getInt("request_id");
    Integer request = row.wasNull() ? null : tied;
    if (!Struggling.is(DeviceClass.of(state, request != null, lifecycle.states()), failures)) {
      return Optional.empty();
    }
    return Optional.of(
        new StrugglingDevice(
            row.getString("name"),
            state,
            Moments.iso(row.getObject("state_since", LocalDateTime.class)),
            failures,
            tries.of(state, row.getString("state_counters")),
            row.getString("last_error"),
            Moments.iso(row.getObject("last_error_at", LocalDateTime.class)),
            request,
            TextLimit.COMMENTS.cutOrNull(row.getString("comments"))));
  }

  private Parts parts(ResultSet row) throws SQLException {
    Target target = targets.read(row);
    List<Part> parts = new ArrayList<>();
    target.outlets().stream()
        .map(StrugglingReports::controller)
        .distinct()
        .forEach(controller -> add(parts, "power_controller", controller));
    add(parts, "board_type", target.device().board());
    add(parts, "image", row.getString("image"));
    add(parts, "server", row.getString("server"));
    return new Parts(target.device().name(), parts);
  }

  private static void add(List<Part> parts, String kind, @Nullable String name) {
    if (name != null && !name.isEmpty()) {
      parts.add(new Part(kind, name));
    }
  }

  /** Host and port of an outlet's address; the address where it has no host. */
  private static String controller(String outlet) {
    try {
      DriverAddress address = DriverAddress.parse(outlet);
      String port = address.port().isPresent() ? ":" + address.port().getAsInt() : "";
      return address.host().isEmpty() ? outlet : address.host() + port;
    } catch (IllegalArgumentException e) {
      return outlet;
    }
  }
}
