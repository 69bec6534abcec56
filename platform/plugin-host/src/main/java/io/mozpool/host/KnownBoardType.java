package io.mozpool.host;

import io.mozpool.plugin.board.BoardType;
import java.util.LinkedHashMap;
import java.util.Map;

/** A board type, by its own account at the start. */
record KnownBoardType(String name, Map<String, String> addressTemplates) implements BoardType {

  /**
   * Asks a plugin's board type.
   *
   * @throws RefusedException where something of it is missing
   */
  static BoardType of(BoardType type) {
    Answer answer = Answer.of(type, "addressTemplates()");
    Map<String, String> templates = new LinkedHashMap<>();
    answer
        .there(type.addressTemplates())
        .forEach(
            (facet, template) -> {
              if (facet == null || template == null) {
                throw answer.expected("an address for each facet", facet + ": " + template);
              }
              templates.put(facet, template);
            });
    return new KnownBoardType(Answer.of(type, "name()").text(type.name()), templates);
  }

  KnownBoardType {
    addressTemplates = Map.copyOf(addressTemplates);
  }
}
