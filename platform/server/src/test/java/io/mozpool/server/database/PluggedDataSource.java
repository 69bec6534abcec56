package io.mozpool.server.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database behind a cable: with the plug pulled no connection can be made, and those that were
 * made are broken for good.
 */
public final class PluggedDataSource extends WrappedDataSource {

  private static final Set<String> HARMLESS = Set.of("close", "isClosed");

  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger brokenUntil = new AtomicInteger();
  private volatile boolean pulled;
  private volatile String refused = "nothing";
  private volatile @Nullable Throwable failing;

  PluggedDataSource(DataSource database) {
    super(database);
  }

  public void pull() {
    pulled = true;
    breakConnections();
  }

  public void plugIn() {
    pulled = false;
  }

  /**
   * Has everybody who wants a connection meet this from now on: an Error, a SQLException, or
   * nothing.
   */
  public void fail(@Nullable Throwable failure) {
    failing = failure;
  }

  /** Has statements that begin so fail from now on, as with a disk that is full. */
  public void refuse(String statement) {
    refused = statement;
  }

  /** Breaks the connections that there are; new ones work. */
  public void breakConnections() {
    brokenUntil.set(attempts.get());
  }

  /** How often somebody wanted a connection. */
  public int attempts() {
    return attempts.get();
  }

  @Override
  public Connection getConnection() throws SQLException {
    int number = attempts.incrementAndGet();
    if (pulled) {
      throw away();
    }
    if (failing instanceof Error error) {
      throw error;
    } else if (failing instanceof SQLException refusal) {
      throw refusal;
    }
    return connection(database.getConnection(), number);
  }

  private Connection connection(Connection real, int number) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (number <= brokenUntil.get() && !HARMLESS.contains(method.getName())) {
                throw away();
              }
              if (method.getName().equals("prepareStatement")
                  && String.valueOf(arguments[0]).startsWith(refused)) {
                throw new SQLException("the table is full", "HY000", 1114);
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static SQLException away() {
    return new SQLNonTransientConnectionException("the database is away", "08003");
  }
}
