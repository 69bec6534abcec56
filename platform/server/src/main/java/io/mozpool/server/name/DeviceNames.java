package io.mozpool.server.name;

import io.micronaut.http.HttpStatus;
import io.mozpool.server.database.Database;
import io.mozpool.server.text.Texts;
import io.mozpool.server.web.ApiException;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares names of devices: exactly for people, in any case for boards. No two devices have names
 * that differ in case alone.
 */
public final class DeviceNames {

  /** The column of the table of devices that boards are looked up by. */
  public static final String ANY_CASE = "name_any_case";

  private DeviceNames() {}

  /** A name as the column for any case has it. */
  public static String anyCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** 404 for a person's name of a device, with the name that differs in case alone. */
  public static ApiException unknown(Database database, String name) {
    Optional<String> near =
        database.first(
            row -> row.getString(1),
            "select name from devices where " + ANY_CASE + " = ?",
            anyCase(name));
    return near.map(
            other ->
                new ApiException(
                    HttpStatus.NOT_FOUND,
                    "there is no device '%s', but '%s'".formatted(Texts.quoted(name), other)))
        .orElseGet(() -> ApiException.unknown("device", name));
  }
}
