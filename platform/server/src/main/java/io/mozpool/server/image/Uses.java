package io.mozpool.server.image;

import io.micronaut.http.HttpStatus;
import io.mozpool.server.database.Database;
import io.mozpool.server.web.ApiException;
import jakarta.inject.Singleton;
import java.util.List;

/** Keeps what is in use from being deleted, and says what uses it. */
@Singleton
final class Uses {

  private static final int NAMED = 5;

  private final Database database;

  Uses(Database database) {
    this.database = database;
  }

  /**
   * Refuses where a query finds somebody.
   *
   * @param what as in {@code image 'b2g'}
   * @param users as in {@code devices}
   * @param query for the users' names
   * @throws ApiException 409
   */
  void refuse(String what, String users, String query, Object... parameters) {
    List<String> names = database.all(row -> row.getString(1), query, parameters);
    if (!names.isEmpty()) {
      String more = names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "";
      throw new ApiException(
          HttpStatus.CONFLICT,
          "%s is in use by %s %s%s"
              .formatted(
                  what, users, String.join(", ", names.stream().limit(NAMED).toList()), more));
    }
  }
}
