package io.mozpool.server.journal;

import io.mozpool.server.database.Database;
import io.mozpool.server.database.DatabaseException;
import io.mozpool.server.database.Outage;
import io.mozpool.server.database.SqlStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Stores lines in as few transactions as it takes. Halves that fail are halved again, so that a
 * line that the database refuses is found, and the others are stored.
 */
final class LineStore {

  /** After so many single failures and no success it is the database, whatever it says. */
  private static final int FUTILE = 8;

  private static final String CONNECTION_FAILED = "08";

  /**
   * The lines that were not stored.
   *
   * @param refused those that the database never takes
   * @param reason why it refused the last of them; empty for none
   * @param left those to be tried again, as the database is away or takes nothing
   */
  record Rest(List<SqlStatement> refused, String reason, List<SqlStatement> left) {}

  private final Database database;

  LineStore(Database database) {
    this.database = database;
  }

  /** Stores lines in their order; never throws what the database does. */
  Rest store(List<SqlStatement> lines) {
    return new Attempt().store(lines);
  }

  /** One try to store some lines. */
  private final class Attempt {

    private final Deque<List<SqlStatement>> todo = new ArrayDeque<>();
    private final List<SqlStatement> refused = new ArrayList<>();

    /** Failed by themselves, with an error that a database that is away might give, too. */
    private final List<SqlStatement> suspects = new ArrayList<>();

    private String reason = "";
    private boolean storedSome;
    private boolean away;

    Rest store(List<SqlStatement> lines) {
      todo.push(lines);
      while (!todo.isEmpty() && !away && (storedSome || suspects.size() < FUTILE)) {
        storeNext(todo.pop());
      }
      List<SqlStatement> left = new ArrayList<>();
      (storedSome && !away ? refused : left).addAll(suspects);
      todo.forEach(left::addAll);
      return new Rest(refused, reason, left);
    }

    private void storeNext(List<SqlStatement> lines) {
      try {
        database.together(lines);
        storedSome = true;
      } catch (DatabaseException e) {
        boolean byTheLine = !Outage.caused(e);
        away = !byTheLine && (isUnreachable(e) || !answers());
        if (away) {
          todo.push(lines);
        } else if (lines.size() > 1) {
          todo.push(lines.subList(lines.size() / 2, lines.size()));
          todo.push(lines.subList(0, lines.size() / 2));
        } else {
          reason = String.valueOf(e.getMessage());
          (byTheLine ? refused : suspects).addAll(lines);
        }
      }
    }
  }

  private static boolean isUnreachable(DatabaseException failure) {
    return failure.getCause() instanceof SQLException sql
        && (sql.getSQLState() == null || sql.getSQLState().startsWith(CONNECTION_FAILED));
  }

  private boolean answers() {
    try {
      return database.first(row -> true, "select 1").isPresent();
    } catch (DatabaseException e) {
      return false;
    }
  }
}
