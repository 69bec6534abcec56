package io.mozpool.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.database.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A lease that a server of the same name has taken anew: its holder alone says nothing. */
@Tag("database")
@Timeout(60)
class LeaseEpochTest {

  private static final Duration TIME = Duration.ofSeconds(15);

  @TempDir Path directory;
  private TestDatabase database;
  private LeaseStore store;
  private Lease former;
  private Lease present;

  @BeforeEach
  void open() {
    database = TestDatabase.in(directory);
    store = new LeaseStore(database.database(), "here", false);
    former = store.takeOwn(1, TIME, true).orElseThrow();
    present = store.takeOwn(1, TIME, true).orElseThrow();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theFormerOneIsOver() throws SQLException {
    assertThat(present.epoch()).isEqualTo(former.epoch() + 1);
    try (Connection connection = database.direct().getConnection()) {
      connection.setAutoCommit(false);
      assertThat(store.over(connection, List.of(former, present))).isEqualTo(Set.of(former));
      connection.rollback();
    }
  }

  @Test
  void theFormerOneIsNotRenewed() {
    assertThat(store.renew(former, TIME)).isFalse();
    assertThat(store.renew(present, TIME)).isTrue();
  }

  @Test
  void givingUpTheFormerOneLeavesThePresentOne() {
    store.giveUp(former);

    assertThat(database.text("select lease_holder from imaging_servers where id = 1"))
        .isEqualTo("here");
  }
}
