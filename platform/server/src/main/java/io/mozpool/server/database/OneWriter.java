package io.mozpool.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.util.DriverDataSource;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections of an embedded database, of which one at a time changes it: from the first change of
 * a transaction to its end, others wait with theirs. Queries wait for nobody.
 *
 * <p>With each commit H2 stores its tables one after the other, and others may change them
 * meanwhile. Of a transaction that is under way then, the changes can be stored without what undoes
 * them, and after a kill its half would be there.
 *
 * @see <a href="https://github.com/h2database/h2database/issues/2080">H2's issue 2080</a>
 */
public final class OneWriter extends DelegatingDataSource {

  private static final Set<String> ENDS = Set.of("commit", "rollback", "setAutoCommit");
  private static final Set<String> CLOSES = Set.of("close", "abort");

  /**
   * What changes nothing, however it is executed: the pool of connections tests those that have
   * rested with a query, and may not wait for a writer before it gives one to a reader.
   */
  private static final Pattern READ =
      Pattern.compile("\\s*(select|values|show|explain)\\b", Pattern.CASE_INSENSITIVE);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Semaphore turn = new Semaphore(1, true);

  private OneWriter(DataSource dataSource) {
    super(dataSource);
  }

  /** Has a pool of connections that is not open yet make such, where its URL is an H2's. */
  public static void ofEmbedded(HikariConfig pool) {
    if (JdbcUrl.isEmbedded(pool.getJdbcUrl())) {
      pool.setDataSource(
          new OneWriter(
              new DriverDataSource(
                  pool.getJdbcUrl(),
                  pool.getDriverClassName(),
                  new Properties(),
                  pool.getUsername(),
                  pool.getPassword())));
    }
  }

  /** What gives connections that take no turns, for one who is alone and needs two at a time. */
  static DataSource without(DataSource pool) throws SQLException {
    return pool.isWrapperFor(OneWriter.class)
        ? pool.unwrap(OneWriter.class).getTargetDataSource()
        : pool;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return new Writer(super.getConnection()).proxy();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return new Writer(super.getConnection(user, password)).proxy();
  }

  /** A connection, and whether it is its turn. */
  private final class Writer {

    private final Connection connection;
    private final AtomicBoolean writes = new AtomicBoolean();

    Writer(Connection connection) {
      this.connection = connection;
    }

    Connection proxy() {
      return proxied(Connection.class, this::call);
    }

    private @Nullable Object call(Object proxy, Method method, @Nullable Object[] arguments)
        throws Throwable {
      boolean closes = CLOSES.contains(method.getName());
      try {
        Object result = invoke(connection, method, arguments);
        if (ENDS.contains(method.getName())) {
          end();
        }
        return result instanceof Statement statement
            ? statement((Connection) proxy, statement, text(arguments))
            : result;
      } finally {
        if (closes) {
          end();
        }
      }
    }

    private Statement statement(Connection proxy, Statement statement, String prepared) {
      Class<? extends Statement> type =
          statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
      return proxied(
          type,
          (self, method, arguments) -> {
            String name = method.getName();
            if (name.equals("getConnection")) {
              return proxy;
            }
            String sql = prepared.isEmpty() ? text(arguments) : prepared;
            return name.startsWith("execute") && !READ.matcher(sql).lookingAt()
                ? change(statement, method, arguments)
                : invoke(statement, method, arguments);
          });
    }

    private @Nullable Object change(
        Statement statement, Method method, @Nullable Object[] arguments) throws Throwable {
      begin();
      try {
        return invoke(statement, method, arguments);
      } finally {
        if (connection.isClosed() || connection.getAutoCommit()) {
          end();
        }
      }
    }

    private void begin() throws SQLException {
      if (writes.get()) {
        return;
      }
      try {
        if (!turn.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          throw new SQLTransientException(
              "another change has not come to its end in %d s".formatted(PATIENCE.toSeconds()));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SQLTransientException("interrupted while another change was under way", e);
      }
      writes.set(true);
    }

    private void end() {
      if (writes.getAndSet(false)) {
        turn.release();
      }
    }
  }

  /** The statement's text, where there is one among the arguments. */
  private static String text(@Nullable Object @Nullable [] arguments) {
    return arguments != null && arguments.length > 0 && arguments[0] instanceof String sql
        ? sql
        : "";
  }

  private static <T> T proxied(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(OneWriter.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static @Nullable Object invoke(Object target, Method method, @Nullable Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
