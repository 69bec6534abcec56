package io.mozpool.cli.admin;

import io.mozpool.cli.remote.Remote;
import io.mozpool.cli.remote.Table;
import io.mozpool.client.JsonObject;
import io.mozpool.client.MozpoolClient;
import io.mozpool.client.NotFoundException;
import io.mozpool.client.Route;
import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A kind of thing that the pool keeps by name.
 *
 * @param title what one is called
 * @param route where they are, below {@code /api/admin/}
 * @param list the key of their list
 */
record Kind(String title, String route, String list) {

  static final Kind IMAGE = new Kind("image", "images", "images");
  static final Kind PXE_CONFIG = new Kind("PXE config", "pxe-configs", "pxe_configs");
  static final Kind HARDWARE_TYPE = new Kind("hardware type", "hardware-types", "hardware_types");

  /** The route of all, or of one by its name. */
  Route of(MozpoolClient client, String... name) {
    return client.at(
        Stream.concat(Stream.of("admin", route), Stream.of(name)).toArray(String[]::new));
  }

  int list(Remote remote, String... columns) throws IOException {
    return Administration.run(
        remote,
        client -> remote.print(of(client).get(), answer -> Table.of(answer.list(list), columns)));
  }

  int show(Remote remote, String name) throws IOException {
    return Administration.run(
        remote, client -> remote.print(of(client, name).get(), Table::details));
  }

  /** Stores one; it is an error where there is one of that name. */
  int add(Remote remote, String name, UnaryOperator<JsonObject> change) throws IOException {
    return Administration.run(
        remote,
        client -> {
          Route route = of(client, name);
          if (exists(route)) {
            throw new IOException("%s '%s' is there already".formatted(title, name));
          }
          return remote.print(route.put(change.apply(JsonObject.of(Map.of()))));
        });
  }

  /** Changes one; it is an error where there is none of that name. */
  int modify(Remote remote, String name, UnaryOperator<JsonObject> change) throws IOException {
    return Administration.run(
        remote,
        client -> {
          Route route = of(client, name);
          JsonObject stored = route.get().without("links"); // which have routes of their own
          return remote.print(route.put(change.apply(stored)));
        });
  }

  int delete(Remote remote, String... name) throws IOException {
    return Administration.run(remote, client -> remote.print(of(client, name).delete()));
  }

  private static boolean exists(Route route) throws IOException {
    try {
      route.get();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }
}
