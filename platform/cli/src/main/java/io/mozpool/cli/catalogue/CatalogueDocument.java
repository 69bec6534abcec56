package io.mozpool.cli.catalogue;

import io.mozpool.client.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.NonPrintableStyle;
import org.yaml.snakeyaml.Yaml;

/** Writes a catalogue. */
final class CatalogueDocument {

  private static final int INDENT = 2;

  private CatalogueDocument() {}

  /** The document of a file. */
  static JsonObject of(Catalogue catalogue) {
    Map<String, Object> document = new LinkedHashMap<>();
    for (Section section : Section.values()) {
      List<JsonObject> entries = new ArrayList<>();
      catalogue
          .of(section)
          .forEach((name, attributes) -> entries.add(entry(section, name, attributes)));
      document.put(section.key(), entries);
    }
    return JsonObject.of(document);
  }

  /** The document as text: plain ASCII, which no terminal or locale changes. */
  static String yaml(JsonObject document) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(FlowStyle.BLOCK);
    options.setAllowUnicode(false);
    options.setNonPrintableStyle(NonPrintableStyle.ESCAPE);
    options.setSplitLines(false);
    options.setIndicatorIndent(INDENT);
    options.setIndentWithIndicator(true);
    return new Yaml(options).dump(plain(document));
  }

  private static JsonObject entry(Section section, List<String> name, JsonObject attributes) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    for (int i = 0; i < name.size(); i++) {
      entry.put(section.names().get(i), name.get(i));
    }
    attributes.keys().forEach(key -> entry.put(key, attributes.get(key)));
    return JsonObject.of(entry);
  }

  /** A copy, as YAML names what is there twice by an anchor. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof JsonObject object) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      object.keys().forEach(key -> map.put(key, plain(object.get(key))));
      return map;
    }
    return value instanceof List<?> list
        ? new ArrayList<>(list.stream().map(CatalogueDocument::plain).toList())
        : value;
  }
}
