package io.mozpool.plugins.netbox;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The fields of an object of NetBox, as texts. A field that is null, or not there, is an empty
 * text; one that is no text is not understood.
 */
record Fields(JsonNode object) {

  private static final int QUOTED = 100;

  /** The text or number at a JSON pointer. */
  String text(String pointer) throws NotUnderstoodException {
    JsonNode value = object.at(pointer);
    if (value.isTextual() || value.isNumber() || isNone(value)) {
      return value.asText("").strip();
    }
    throw new NotUnderstoodException(
        "%s: expected a text, not %s".formatted(pointer.substring(1), quoted(value)));
  }

  /** The IP address at a JSON pointer, without the length of its prefix. */
  String address(String pointer) throws NotUnderstoodException {
    return text(pointer).replaceAll("/.*", "");
  }

  /** The text of a custom field; of one that is an object, its name or value. */
  String custom(String name) throws NotUnderstoodException {
    JsonNode value = object.path("custom_fields").path(name);
    for (JsonNode candidate : new JsonNode[] {value, value.path("name"), value.path("value")}) {
      if (candidate.isTextual() && !candidate.asText().isBlank()) {
        return candidate.asText().strip();
      }
    }
    if (isNone(value) || value.isTextual()) {
      return "";
    }
    throw new NotUnderstoodException(
        "custom field %s: expected a text, or one object with a name or value, not %s"
            .formatted(name, quoted(value)));
  }

  private static boolean isNone(JsonNode value) {
    return value.isNull() || value.isMissingNode();
  }

  private static String quoted(JsonNode value) {
    String text = value.toString();
    return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…";
  }
}
