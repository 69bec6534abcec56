package io.mozpool.server.stream;

import io.micronaut.json.tree.JsonNode;
import io.mozpool.server.change.Change;
import io.mozpool.server.change.Change.Kind;
import io.mozpool.server.json.Json;
import java.util.ArrayList;
import java.util.List;

/** How servers tell each other what has changed: pairs of a kind and a key. */
final class PeerChanges {

  static final String TYPE = "changes";

  private PeerChanges() {}

  static Message message(Json json, List<Change> changes) {
    return new Message(
        TYPE,
        "",
        json.text(changes.stream().map(each -> List.of(each.kind().name(), each.key())).toList()));
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException where the text is none of ours
   */
  static List<Change> read(Json json, String data) {
    JsonNode pairs =
        json.parse(data)
            .orElseThrow(() -> new IllegalArgumentException("expected pairs, not '" + data + "'"));
    List<Change> changes = new ArrayList<>();
    for (JsonNode pair : pairs.values()) {
      Kind kind = Kind.valueOf(pair.get(0).getStringValue());
      changes.add(new Change(kind, pair.get(1).getStringValue()));
    }
    return changes;
  }
}
