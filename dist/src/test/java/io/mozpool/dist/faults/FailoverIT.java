package io.mozpool.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** How long the machines of a server that was killed stand still, with the standard leases. */
@Tag("faults")
class FailoverIT {

  private static final Duration AT_MOST = Duration.ofSeconds(20);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  void theMachinesOfAServerThatWasKilledMoveOnWithinTwentySeconds() throws Exception {
    try (Pool pool = Pool.start(directory, "{ time: 15s, renewal: 5s }");
        Clients clients = new Clients(pool, new Random())) {
      for (Member member : pool.members()) {
        clients.awaitServed(10, Duration.ofSeconds(20));
        Duration still = standstill(pool, member);
        System.out.printf("%s was taken over after %d ms%n", member.name(), still.toMillis());
        assertThat(still).isLessThanOrEqualTo(AT_MOST);
        member.restart();
        awaitOwnLease(pool, member);
      }
      clients.finish();
      pool.awaitCalm();
      pool.witness().check(clients.accepted());
      pool.witness().checkPromises(clients.promised());
    }
  }

  /** The time from the end of a server to the first step that another makes with its machines. */
  private static Duration standstill(Pool pool, Member member) throws Exception {
    member.kill();
    String moment = pool.database().query("select sysdate(6)").get(0);
    String steps =
        """
        select coalesce(min(timestampdiff(microsecond, '%1$s', s.at)), '') from witness.steps s
        join imaging_servers i on i.id = s.imaging_server
        where i.fqdn = '%2$s' and s.writer <> '%3$s' and s.at > '%1$s'
        """
            .formatted(moment, member.fqdn(), member.name());
    AtomicReference<String> micros = new AtomicReference<>("");
    await()
        .atMost(AT_MOST.multipliedBy(3))
        .until(
            () -> {
              micros.set(pool.database().query(steps).get(0));
              return !micros.get().isEmpty();
            });
    return Duration.ofNanos(Long.parseLong(micros.get()) * 1_000);
  }

  private static void awaitOwnLease(Pool pool, Member member) {
    await()
        .atMost(Member.PATIENCE)
        .untilAsserted(() -> assertThat(pool.holder(member)).isEqualTo(member.fqdn()));
  }
}
