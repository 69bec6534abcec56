package io.mozpool.server.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Counts the statements that are executed, and the rows that are read of their results. */
public final class CountingDataSource extends WrappedDataSource {

  private final List<String> statements = new CopyOnWriteArrayList<>();
  private final AtomicInteger rows = new AtomicInteger();

  public CountingDataSource(DataSource database) {
    super(database);
  }

  /** Begins anew. */
  public void reset() {
    statements.clear();
    rows.set(0);
  }

  /** The texts of those that were executed. */
  public List<String> statements() {
    return List.copyOf(statements);
  }

  /** How many rows were read. */
  public int rows() {
    return rows.get();
  }

  @Override
  public Connection getConnection() throws SQLException {
    return wrapped(
        Connection.class,
        database.getConnection(),
        (call, made) ->
            made instanceof PreparedStatement statement
                ? statement((String) call.arguments()[0], statement)
                : made);
  }

  private PreparedStatement statement(String text, PreparedStatement real) {
    return wrapped(
        PreparedStatement.class,
        real,
        (call, made) -> {
          if (call.name().startsWith("execute")) {
            statements.add(text);
          }
          return made instanceof ResultSet result && call.name().equals("executeQuery")
              ? result(result)
              : made;
        });
  }

  private ResultSet result(ResultSet real) {
    return wrapped(
        ResultSet.class,
        real,
        (call, made) -> {
          if (call.name().equals("next") && Boolean.TRUE.equals(made)) {
            rows.incrementAndGet();
          }
          return made;
        });
  }

  private record Call(String name, @Nullable Object[] arguments) {}

  private static <T> T wrapped(
      Class<T> type, T real, BiFunction<Call, @Nullable Object, @Nullable Object> then) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                then.apply(
                    new Call(method.getName(), arguments), invoke(real, method, arguments))));
  }

  private static @Nullable Object invoke(Object real, Method method, @Nullable Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
