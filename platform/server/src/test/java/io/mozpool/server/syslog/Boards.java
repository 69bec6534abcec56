package io.mozpool.server.syslog;

import io.micronaut.json.JsonMapper;
import io.mozpool.server.RealTime;
import io.mozpool.server.database.PoolRows;
import io.mozpool.server.database.TestDatabase;
import io.mozpool.server.hardware.DeviceAddresses;
import io.mozpool.server.hardware.Targets;
import io.mozpool.server.json.Json;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Boards that send syslog, in a database of their own. */
record Boards(TestDatabase database) implements AutoCloseable {

  static Boards in(Path directory) {
    return new Boards(TestDatabase.in(directory));
  }

  static InetAddress address(String literal) {
    return Objects.requireNonNull(NetUtil.createInetAddressFromIpAddressString(literal));
  }

  /** A device of this name and address or host. */
  long add(String name, String fqdn) {
    long device = rows().device(name, "ready");
    set(device, "fqdn = ?", fqdn);
    return device;
  }

  void set(long device, String assignments, Object... values) {
    rows().set(device, assignments, values);
  }

  /** Who does not know any of them before it is told to read. */
  Senders senders() {
    return new Senders(
        new Targets(
            database.database(),
            new DeviceAddresses(Map.of()),
            new Json(JsonMapper.createDefault())),
        RealTime.THREADS,
        RealTime.TIME);
  }

  @Override
  public void close() {
    database.close();
  }

  private PoolRows rows() {
    return new PoolRows(database.database());
  }
}
