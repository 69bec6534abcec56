package io.mozpool.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement with its parameters. Statements of one text are sent to the database as one batch, so
 * the text holds no values.
 */
public record SqlStatement(String text, List<@Nullable Object> parameters) {

  public static SqlStatement of(String text, @Nullable Object... parameters) {
    return new SqlStatement(text, Collections.unmodifiableList(Arrays.asList(parameters)));
  }

  /**
   * Executes statements of one text as a batch.
   *
   * @return how many rows each of them changed
   */
  public static int[] execute(Connection connection, List<SqlStatement> batch) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(batch.get(0).text())) {
      for (SqlStatement each : batch) {
        for (int i = 0; i < each.parameters().size(); i++) {
          statement.setObject(i + 1, each.parameters().get(i));
        }
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }
}
