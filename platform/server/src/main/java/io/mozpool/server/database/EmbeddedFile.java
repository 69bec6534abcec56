package io.mozpool.server.database;

import io.mozpool.host.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file of an embedded database. Where it is missing a new pool is made; one that is there has
 * to hold a pool, as H2 makes an empty database of a file that was cut off.
 */
public final class EmbeddedFile {

  private static final Pattern URL =
      Pattern.compile("jdbc:h2:(?:async:|file:|nio:)*((?![A-Za-z]{2,}:)[^;]+)(;.*)?");

  /** Without these a look at the file would change it, or fail. */
  private static final Pattern UNWANTED =
      Pattern.compile("(?i);(IFEXISTS|ACCESS_MODE_DATA|INIT|AUTO_SERVER)=[^;]*");

  private static final String HISTORY = "flyway_schema_history";

  private static final int IN_USE = 90020;
  private static final int WRONG_USER = 28000;

  private final String url;
  private final Path file;

  private EmbeddedFile(String url, String path) {
    this.url = url;
    this.file = Path.of(path + ".mv.db").toAbsolutePath();
  }

  /** The file of a URL; empty where that is not of a database in a file. */
  public static Optional<EmbeddedFile> of(String url) {
    Matcher form = URL.matcher(url);
    return form.matches() ? Optional.of(new EmbeddedFile(url, form.group(1))) : Optional.empty();
  }

  /**
   * Looks at the file, before a database is opened that may be made by that.
   *
   * @throws SchemaException where it is there and holds no pool; nothing was changed
   * @throws DatabaseException where another process has it
   */
  public void prepare(String user, String password) {
    if (isThere()) {
      look(user, password);
      return;
    }
    try {
      PrivateFiles.directory(Optional.ofNullable(file.getParent()).orElse(file));
      PrivateFiles.file(beingMade());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Looks at the file where there is one; makes none.
   *
   * @throws SchemaException where it holds no pool; nothing was changed
   * @throws DatabaseException where another process has it
   */
  public void look(String user, String password) {
    if (isThere() && Files.notExists(beingMade())) {
      check(user, password);
    }
  }

  /** Notes that the tables of a new pool are there, and makes the file the owner's alone. */
  public void finish() {
    try {
      if (Files.exists(beingMade())) {
        if (Files.exists(file)) {
          PrivateFiles.keep(file);
        }
        Files.delete(beingMade());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isForbidden() {
    return Files.exists(file) && !Files.isReadable(file);
  }

  private boolean isThere() {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** A start that is killed before there are tables is none that has lost them. */
  private Path beingMade() {
    return file.resolveSibling(file.getFileName() + ".new");
  }

  private void check(String user, String password) {
    String readOnly = UNWANTED.matcher(url).replaceAll("") + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE";
    boolean pool;
    try (Connection connection = DriverManager.getConnection(readOnly, user, password);
        ResultSet history = connection.getMetaData().getTables(null, null, HISTORY, null)) {
      pool = history.next();
    } catch (SQLException e) {
      if (e.getErrorCode() == IN_USE || e.getErrorCode() == WRONG_USER || isForbidden()) {
        throw new DatabaseException(e);
      }
      throw refusal("cannot be read (" + e.getMessage() + ")");
    }
    if (!pool) {
      throw refusal("has no schema history, as if it was cut off or is not a pool's");
    }
  }

  private SchemaException refusal(String problem) {
    return new SchemaException(
        "the database file %s (%s) %s; nothing was changed: restore a backup in its place, or move"
                .formatted(file, size(), problem)
            + " it away for a new, empty pool");
  }

  private String size() {
    try {
      return Files.size(file) + " bytes";
    } catch (IOException e) {
      return "a broken link";
    }
  }
}
