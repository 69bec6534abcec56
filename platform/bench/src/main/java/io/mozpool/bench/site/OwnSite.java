package io.mozpool.bench.site;

import java.nio.file.Path;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** Servers and, unless one is named, a database that are started for the purpose. */
public final class OwnSite implements Site {

  private final Launcher launcher;
  private final String javaOptions;
  private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();
  private @Nullable Login login;
  private @Nullable MariaDb mariaDb;

  /**
   * @param directory on the disk that is measured
   * @param given an empty database; null for a MariaDB of our own
   * @param javaOptions of all servers
   */
  public OwnSite(Path directory, @Nullable Login given, String javaOptions) throws BenchException {
    this.launcher = Launcher.ofThisDistribution(directory);
    this.login = given;
    this.javaOptions = javaOptions;
    open.push(launcher.scratch());
  }

  @Override
  public Map<String, String> start() throws BenchException, InterruptedException {
    if (login == null) {
      mariaDb = MariaDb.start(launcher.scratch());
      open.push(mariaDb);
      login = mariaDb.login();
    } else {
      requireEmpty(login);
      open.push(this::clear);
    }
    try (Database database = Database.connect(login)) {
      return database.facts();
    }
  }

  @Override
  public Pool open(Stock stock) throws BenchException, InterruptedException {
    clear();
    OwnPool pool = new OwnPool(launcher, Objects.requireNonNull(login), mariaDb, stock);
    open.push(pool);
    pool.open(javaOptions);
    return pool;
  }

  @Override
  public synchronized void close() throws BenchException {
    Closing.all(open);
  }

  private void clear() throws BenchException {
    try (Database database = Database.connect(Objects.requireNonNull(login))) {
      database.clear();
    }
  }

  private static void requireEmpty(Login given) throws BenchException {
    try (Database database = Database.connect(given)) {
      if (!database.isEmpty()) {
        throw new BenchException(
            "--db: expected an empty database, as all that is in it is thrown away, but there are"
                + " tables in "
                + given.url());
      }
    }
  }
}
