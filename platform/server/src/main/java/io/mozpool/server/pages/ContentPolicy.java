package io.mozpool.server.pages;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.DatabaseException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/** What a page may load and call: this server, and those that it redirects to. */
@Singleton
final class ContentPolicy {

  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; connect-src 'self'%s; object-src 'none';"
          + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private final Database database;

  ContentPolicy(Database database) {
    this.database = database;
  }

  /** Adds what browsers are told of a page. */
  HttpResponse<?> on(MutableHttpResponse<?> page) {
    return page.header("Content-Security-Policy", text()).header("Referrer-Policy", "same-origin");
  }

  private String text() {
    return POLICY.formatted(
        servers().stream()
            .filter(fqdn -> fqdn.matches("[\\w.:\\[\\]-]+"))
            .map(fqdn -> " http://" + fqdn)
            .collect(Collectors.joining()));
  }

  /** A page says by itself that the database is away. */
  private List<String> servers() {
    try {
      return database.all(
          row -> row.getString(1), "select fqdn from imaging_servers order by fqdn");
    } catch (DatabaseException e) {
      return List.of();
    }
  }
}
