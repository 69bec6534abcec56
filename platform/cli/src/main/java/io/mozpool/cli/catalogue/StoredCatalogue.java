package io.mozpool.cli.catalogue;

import io.mozpool.client.JsonObject;
import io.mozpool.client.MozpoolClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the catalogue of a pool. */
final class StoredCatalogue {

  private static final String INSTALLER = "ImageInstaller";
  private static final String NAME = "name";

  private StoredCatalogue() {}

  /** All of it. */
  static Catalogue read(MozpoolClient client) throws IOException {
    Catalogue catalogue = new Catalogue();
    for (Section section : List.of(Section.HARDWARE_TYPES, Section.PXE_CONFIGS, Section.IMAGES)) {
      for (JsonObject each : client.at(section.route(List.of())).get().list(section.key())) {
        add(catalogue, section, each);
        if (section == Section.IMAGES) {
          for (JsonObject link : each.list("links")) {
            add(catalogue, Section.LINKS, link.with("image", each.text(NAME)));
          }
        }
      }
    }
    return catalogue;
  }

  /** The names of the installers that its plugins bring. */
  static Set<String> installers(MozpoolClient client) throws IOException {
    Set<String> installers = new LinkedHashSet<>();
    for (JsonObject plugin : client.at("admin", "plugins").get().list("plugins")) {
      if (plugin.object("contributes").get(INSTALLER) instanceof List<?> names) {
        names.forEach(name -> installers.add(String.valueOf(name)));
      }
    }
    return installers;
  }

  private static void add(Catalogue catalogue, Section section, JsonObject stored)
      throws IOException {
    List<String> name = new ArrayList<>();
    for (String key : section.names()) {
      name.add(stored.text(key));
    }
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    for (String key : section.attributes()) {
      attributes.put(key, stored.get(key));
    }
    if (section == Section.PXE_CONFIGS) { // that older programs may have stored without
      attributes.computeIfAbsent("description", missing -> "");
      attributes.values().removeIf(value -> value == null);
      if ("".equals(attributes.get("contents"))) {
        attributes.remove("contents");
      }
    }
    catalogue.add(section, name, JsonObject.of(attributes));
  }
}
