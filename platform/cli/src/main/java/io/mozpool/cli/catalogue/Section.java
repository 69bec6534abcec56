package io.mozpool.cli.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A part of a catalogue; they are stored in this order, as a link leads to all others. */
enum Section {
  HARDWARE_TYPES("hardware type", List.of("type", "model"), List.of()),
  PXE_CONFIGS("PXE config", List.of("name"), List.of("description", "active", "contents")),
  IMAGES(
      "image",
      List.of("name"),
      List.of("boot_config_keys", "can_reuse", "hidden", "has_sut_agent", "installer")),
  LINKS("link", List.of("image", "type", "model"), List.of("pxe_config"));

  private static final Map<String, Form> FORMS =
      Map.of(
          "description", Form.DESCRIPTION,
          "active", Form.FLAG,
          "contents", Form.CONTENTS,
          "boot_config_keys", Form.TEXTS,
          "can_reuse", Form.FLAG,
          "hidden", Form.FLAG,
          "has_sut_agent", Form.FLAG,
          "installer", Form.NAME_OR_NONE);

  private final String title;
  private final List<String> names;
  private final List<String> attributes;

  /**
   * @param title what one of it is called
   * @param names the keys that together name one
   * @param attributes the other keys
   */
  Section(String title, List<String> names, List<String> attributes) {
    this.title = title;
    this.names = names;
    this.attributes = attributes;
  }

  String title() {
    return title;
  }

  List<String> names() {
    return names;
  }

  List<String> attributes() {
    return attributes;
  }

  /** All keys of one. */
  List<String> keys() {
    return Stream.concat(names.stream(), attributes.stream()).toList();
  }

  /** The form of a key's value. */
  static Form form(String key) {
    return FORMS.getOrDefault(key, Form.NAME);
  }

  /** The key without which none can be stored. */
  Optional<String> needed() {
    return switch (this) {
      case PXE_CONFIGS -> Optional.of("contents");
      case LINKS -> Optional.of("pxe_config");
      default -> Optional.empty();
    };
  }

  /** The key of the section, in a file and in the server's answers. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The place of one in a catalogue, for messages. */
  String place(List<String> name) {
    return key() + "[" + String.join(", ", name) + "]";
  }

  /** The route of one. */
  String[] route(List<String> name) {
    Stream<String> below =
        this == LINKS
            ? Stream.of("images", name.get(0), "links", name.get(1), name.get(2))
            : Stream.concat(Stream.of(key().replace('_', '-')), name.stream());
    return Stream.concat(Stream.of("admin"), below).toArray(String[]::new);
  }
}
