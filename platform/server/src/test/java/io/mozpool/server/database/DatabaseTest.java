package io.mozpool.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.mozpool.server.RealTime;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
class DatabaseTest {

  private static final String CHANGE = "update imaging_servers set address = 'x' where id = 1";

  private final AtomicInteger collisions = new AtomicInteger();

  @TempDir private Path directory;
  private TestDatabase pool;

  @BeforeEach
  void open() {
    pool = TestDatabase.in(directory);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1213, 1205, 50200})
  void whatIsInTheWayOfAnotherIsDoneAgain(int code) {
    collisions.set(4);

    assertThat(colliding(code).update(CHANGE)).isEqualTo(1);
  }

  @Test
  void aCollisionThatDoesNotPassIsAFailure() {
    collisions.set(5);

    assertThatThrownBy(() -> colliding(1213).update(CHANGE))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("in the way");
  }

  @Test
  void anyOtherFailureIsNotTriedAgain() {
    collisions.set(1);

    assertThatThrownBy(() -> colliding(1064).update(CHANGE)).isInstanceOf(DatabaseException.class);
    assertThat(collisions).hasValue(0);
  }

  /** A database in which transactions are in each other's way some times. */
  private Database colliding(int code) {
    return new Database(
        new DelegatingDataSource(pool.direct()) {
          @Override
          public Connection getConnection() throws SQLException {
            if (collisions.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
              throw new SQLException("in the way", "HY000", code);
            }
            return super.getConnection();
          }
        },
        new Outage(RealTime.TIME, RealTime.THREADS, () -> {}));
  }
}
