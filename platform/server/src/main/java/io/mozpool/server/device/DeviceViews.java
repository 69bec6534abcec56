package io.mozpool.server.device;

import io.mozpool.lifecycle.Snapshot;
import io.mozpool.lifecycle.device.DeviceFact;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.GroupReader;
import io.mozpool.server.hardware.Facet;
import io.mozpool.server.hardware.Target;
import io.mozpool.server.hardware.Targets;
import io.mozpool.server.machine.Counters;
import io.mozpool.server.machine.MachineRow;
import io.mozpool.server.name.DeviceNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Reads devices for their steps: those that wait at the same moment with one query. */
final class DeviceViews {

  private static final String ALL =
      """
      select d.id, d.name, d.fqdn, d.mac_address, d.serial, d.attributes, d.addresses, d.relay_info,
        d.imaging_server_id, d.state, d.state_counters, d.state_revision, d.state_since, d.state_timeout,
        d.failures, d.hardware_type_id, d.next_image_id, t.type, i.name as image, i.has_sut_agent, n.name as next_image, r.request_id,
        nx.image_id is not null as next_config, sx.image_id is not null as self_test_config,
        m.id is not null as maintenance_image, mx.image_id is not null as maintenance_config,
        exists (select 1 from request_failures f
          where f.request_id = r.request_id and f.device_id <> d.id and f.passed_self_test = 1) as suspect
      from devices d
        left join hardware_types t on t.id = d.hardware_type_id
        left join images i on i.id = d.image_id
        left join images n on n.id = d.next_image_id
        left join image_pxe_configs nx
          on nx.image_id = d.next_image_id and nx.hardware_type_id = d.hardware_type_id
        left join images s on s.name = 'self-test'
        left join image_pxe_configs sx on sx.image_id = s.id and sx.hardware_type_id = d.hardware_type_id
        left join images m on m.name = 'maintenance'
        left join image_pxe_configs mx on mx.image_id = m.id and mx.hardware_type_id = d.hardware_type_id
        left join device_requests r on r.device_id = d.id
      where d.\
      """;

  private final Targets targets;
  private final GroupReader<Long, DeviceView> byId;
  private final GroupReader<String, DeviceView> byName;

  /**
   * @param executor has the queries made, and completes what was asked for
   */
  DeviceViews(Database database, Targets targets, Executor executor) {
    this.targets = targets;
    this.byId =
        new GroupReader<>(database, executor, ALL + "id", this::read, view -> view.row().id());
    this.byName =
        new GroupReader<>(
            database,
            executor,
            ALL + DeviceNames.ANY_CASE,
            this::read,
            view -> DeviceNames.anyCase(view.target().device().name()));
  }

  CompletableFuture<Optional<DeviceView>> load(long id) {
    return byId.read(id);
  }

  /** The device that a board calls itself, in any case. */
  CompletableFuture<Optional<DeviceView>> named(String name) {
    return byName.read(DeviceNames.anyCase(name));
  }

  private DeviceView read(ResultSet row) throws SQLException {
    long id = row.getLong("id");
    Target target = targets.read(row);
    return new DeviceView(
        new MachineRow(
            id,
            row.getLong("imaging_server_id"),
            "device " + target.device().name(),
            new Snapshot(row.getString("state"), Counters.parse(row.getString("state_counters"))),
            row.getLong("state_revision"),
            row.getObject("state_since", LocalDateTime.class),
            row.getObject("state_timeout", LocalDateTime.class)),
        target,
        number(row, "hardware_type_id"),
        number(row, "next_image_id"),
        Optional.ofNullable(row.getString("image")),
        row.getBoolean("has_sut_agent"),
        number(row, "request_id"),
        row.getInt("failures"),
        facts(row, target));
  }

  private static Set<DeviceFact> facts(ResultSet row, Target target) throws SQLException {
    Set<DeviceFact> facts = EnumSet.noneOf(DeviceFact.class);
    add(facts, DeviceFact.HAS_POWER, target.has(Facet.POWER));
    add(facts, DeviceFact.HAS_AGENT, target.has(Facet.AGENT));
    add(facts, DeviceFact.HAS_PXE_CONFIG, row.getBoolean("next_config"));
    add(facts, DeviceFact.SELF_TEST_CONFIG, row.getBoolean("self_test_config"));
    add(facts, DeviceFact.MAINTENANCE_IMAGE, row.getBoolean("maintenance_image"));
    add(facts, DeviceFact.MAINTENANCE_CONFIG, row.getBoolean("maintenance_config"));
    nextImage(facts, String.valueOf(row.getString("next_image")));
    add(facts, DeviceFact.HELD, row.getObject("request_id") != null);
    add(facts, DeviceFact.IMAGE_SUSPECT, row.getBoolean("suspect"));
    return facts;
  }

  private static void nextImage(Set<DeviceFact> facts, String name) {
    add(facts, DeviceFact.NEXT_IS_MAINTENANCE, name.equals("maintenance"));
    add(facts, DeviceFact.NEXT_IS_SELF_TEST, name.equals("self-test"));
    add(
        facts,
        DeviceFact.NEXT_IMAGE_TRIABLE,
        facts.contains(DeviceFact.HAS_PXE_CONFIG)
            && facts.contains(DeviceFact.SELF_TEST_CONFIG)
            && !facts.contains(DeviceFact.NEXT_IS_MAINTENANCE)
            && !facts.contains(DeviceFact.NEXT_IS_SELF_TEST));
  }

  private static void add(Set<DeviceFact> facts, DeviceFact fact, boolean holds) {
    if (holds) {
      facts.add(fact);
    }
  }

  private static OptionalLong number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
