package io.mozpool.cli.devices;

import io.mozpool.cli.remote.Table;
import io.mozpool.client.JsonObject;
import io.mozpool.host.Printable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Devices that fail again and again, as the server's report has them. */
public final class Struggling {

  private Struggling() {}

  /** Those of the report that were chosen. */
  public static List<JsonObject> of(List<JsonObject> reported, List<JsonObject> chosen) {
    Set<String> names = chosen.stream().map(Struggling::name).collect(Collectors.toSet());
    return reported.stream().filter(device -> names.contains(name(device))).toList();
  }

  /** A line for each, and one for each thing that several of the whole report share. */
  public static String table(List<JsonObject> devices, List<JsonObject> shared) {
    List<JsonObject> rows =
        devices.stream().map(device -> device.with("tries", DeviceTable.tries(device))).toList();
    String table =
        Table.of(
            rows,
            "name",
            "state",
            "state_since",
            "failures",
            "tries",
            "last_error",
            "last_error_at",
            "request_id",
            "comments");
    return table + shared.stream().map(Struggling::line).collect(Collectors.joining());
  }

  private static String line(JsonObject part) {
    return "%d of the %d devices of %s %s struggle\n"
        .formatted(
            part.optionalNumber("devices").orElse(0L),
            part.optionalNumber("of").orElse(0L),
            part.optionalText("kind").orElse("").replace('_', ' '),
            Printable.line(part.optionalText("name").orElse("")));
  }

  private static String name(JsonObject device) {
    return device.optionalText("name").orElse("");
  }
}
