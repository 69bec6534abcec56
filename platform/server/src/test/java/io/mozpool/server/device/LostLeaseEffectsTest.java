package io.mozpool.server.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.server.TestServer;
import io.mozpool.server.blame.Blame;
import io.mozpool.server.cluster.Lease;
import io.mozpool.server.cluster.LeaseListener;
import io.mozpool.server.cluster.Leases;
import io.mozpool.server.database.PoolRows;
import io.mozpool.server.hardware.Hardware;
import io.mozpool.server.hardware.Targets;
import io.mozpool.server.hold.Holders;
import io.mozpool.server.image.InstallerChecks;
import io.mozpool.server.machine.MachineParts;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Effects of a server that has lost its lease between the commit and the effect. */
@Tag("database")
@Timeout(60)
class LostLeaseEffectsTest {

  @TempDir Path directory;
  private final Switched leases = new Switched();
  private TestServer server;
  private Devices devices;

  /** Leases that a test takes and gives, and that count how often somebody asked for them. */
  private static final class Switched implements Leases {
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean held;

    @Override
    public List<Lease> held() {
      asked.incrementAndGet();
      return held ? List.of(new Lease(1, "here", 1)) : List.of();
    }

    @Override
    public Set<Lease> over(Connection connection, Collection<Lease> leases) {
      return Set.of();
    }

    @Override
    public void start(LeaseListener listener) {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void open() {
    server = TestServer.start(directory);
    MachineParts parts = server.part(MachineParts.class);
    devices =
        new Devices(
            new MachineParts(
                parts.database(),
                parts.server(),
                leases,
                parts.committers(),
                parts.journal(),
                parts.workers(),
                parts.metrics(),
                parts.changes(),
                parts.time()),
            server.part(Hardware.class),
            server.part(Targets.class),
            server.part(Holders.class),
            server.part(InstallerChecks.class),
            server.part(Devices.class).lifecycle(),
            server.part(Blame.class),
            SilentListener::new);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void nothingIsAskedOfHardwareWithoutTheLease() {
    long device = server.rows().panda("one", "pc_power_cycling");
    server.rows().set(device, "state_timeout = ?", PoolRows.in(Duration.ofHours(1)));

    devices.takeOver(1);

    await().until(() -> leases.asked.get() > 0 || server.hardware().count("cycle one") > 0);
    assertThat(server.hardware().calls()).isEmpty();
    leases.held = true;
    devices.takeOver(1);
    await().until(() -> server.hardware().count("cycle one") == 1);
  }

  private static final class SilentListener implements DeviceListener {
    @Override
    public void ready(long device) {}

    @Override
    public void imaged(long device) {}
  }
}
