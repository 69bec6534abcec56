package io.mozpool.cli.catalogue;

import io.mozpool.client.JsonObject;
import io.mozpool.host.ConfigurationException;
import io.mozpool.host.PlainYaml;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads a catalogue as people write it, and notes all that is wrong with it. */
final class CatalogueFile {

  private static final List<String> SECTIONS =
      Arrays.stream(Section.values()).map(Section::key).toList();

  private final Catalogue catalogue = new Catalogue();
  private final List<String> problems = new ArrayList<>();

  private CatalogueFile() {}

  /**
   * Reads a file's text.
   *
   * @param source names it in messages
   * @throws ConfigurationException with all problems
   */
  static Catalogue read(String source, String text) {
    CatalogueFile file = new CatalogueFile();
    try {
      file.sections(source, PlainYaml.read(text));
    } catch (YAMLException e) {
      throw new ConfigurationException(source + " is not valid YAML: " + e.getMessage());
    }
    if (!file.problems.isEmpty()) {
      throw new ConfigurationException(file.problems);
    }
    return file.catalogue;
  }

  private void sections(String source, @Nullable Object root) {
    if (!(root instanceof Map<?, ?> map)) {
      note(Form.unexpected(source, "some of the keys " + SECTIONS, root));
      return;
    }
    map.keySet().stream()
        .map(String::valueOf)
        .filter(key -> !SECTIONS.contains(key))
        .forEach(key -> problems.add(key + ": unknown key, expected one of " + SECTIONS));
    for (Section section : Section.values()) {
      section(section, map.get(section.key()));
    }
  }

  private void section(Section section, @Nullable Object node) {
    if (node == null) {
      return;
    }
    if (!(node instanceof List<?> entries)) {
      note(Form.unexpected(section.key(), "a list", node));
      return;
    }
    for (int i = 0; i < entries.size(); i++) {
      entry(section, "%s[#%d]".formatted(section.key(), i + 1), entries.get(i));
    }
  }

  private void entry(Section section, String place, @Nullable Object node) {
    if (!(node instanceof Map<?, ?> entry)) {
      note(Form.unexpected(place, "the keys " + section.keys(), node));
      return;
    }
    List<String> name = new ArrayList<>();
    for (String key : section.names()) {
      if (value(place, key, entry) instanceof String text) {
        name.add(text);
      }
    }
    boolean named = name.size() == section.names().size();
    String known = named ? section.place(name) : place;
    Map<String, @Nullable Object> attributes = attributes(section, known, entry);
    if (named && !catalogue.add(section, List.copyOf(name), JsonObject.of(attributes))) {
      problems.add(known + ": is there twice, expected once");
    }
  }

  private Map<String, @Nullable Object> attributes(Section section, String place, Map<?, ?> entry) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    for (Object each : entry.keySet()) {
      String key = String.valueOf(each);
      if (section.attributes().contains(key)) {
        attributes.put(key, value(place, key, entry));
      } else if (!section.names().contains(key)) {
        problems.add(
            "%s.%s: unknown key, expected one of %s".formatted(place, key, section.keys()));
      }
    }
    return attributes;
  }

  /** The value of a key; null also where it is wrong, which is noted. */
  private @Nullable Object value(String place, String key, Map<?, ?> entry) {
    String path = place + "." + key;
    Form form = Section.form(key);
    if (!entry.containsKey(key)) {
      problems.add(path + ": missing, expected " + form.expected());
      return null;
    }
    try {
      return form.read(path, entry.get(key));
    } catch (BadValueException e) {
      note(e);
      return null;
    }
  }

  private void note(BadValueException problem) {
    problems.add(String.valueOf(problem.getMessage()));
  }
}
