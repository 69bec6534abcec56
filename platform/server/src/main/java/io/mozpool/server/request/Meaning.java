package io.mozpool.server.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.json.tree.JsonNode;
import io.mozpool.server.json.Json;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Hashes of what a client asked for, a field each: by them a POST that comes again is told from
 * another one with the same Idempotency-Key, whatever became of the request since.
 */
record Meaning(Map<String, String> hashes) {

  /** Of SHA-256; enough for a client's own mistakes. */
  private static final int HASH_DIGITS = 20;

  Meaning {
    hashes = new LinkedHashMap<>(hashes);
  }

  static Meaning of(NewRequest request, Json json) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("device", request.device());
    fields.put("assignee", request.assignee());
    fields.put("duration", Long.toString(request.duration().toSeconds()));
    fields.put("image", Integer.toString(request.image()));
    fields.put("environment", request.environment());
    fields.put("wait", Boolean.toString(request.waits()));
    fields.put("boot config", canonical(json.bootConfig(request.bootConfig()), json));
    fields.replaceAll((field, value) -> hash(value));
    return new Meaning(fields);
  }

  /** As it is stored. */
  String text() {
    return String.join(" ", hashes.values());
  }

  /**
   * The fields that mean something else than in an earlier POST.
   *
   * @param stored the text of that one's meaning
   */
  List<String> differences(String stored) {
    List<String> before = List.of(stored.split(" "));
    List<String> fields = new ArrayList<>(hashes.keySet());
    return fields.stream()
        .filter(
            field -> {
              int position = fields.indexOf(field);
              return position >= before.size() || !before.get(position).equals(hashes.get(field));
            })
        .toList();
  }

  /** Keys in order, numbers as short as they can be. */
  private static String canonical(JsonNode value, Json json) {
    if (value.isObject()) {
      Map<String, String> members = new TreeMap<>();
      value.entries().forEach(each -> members.put(each.getKey(), canonical(each.getValue(), json)));
      return members.entrySet().stream()
          .map(each -> json.text((Object) each.getKey()) + ":" + each.getValue())
          .collect(Collectors.joining(",", "{", "}"));
    } else if (value.isArray()) {
      List<String> members = new ArrayList<>();
      value.values().forEach(each -> members.add(canonical(each, json)));
      return members.stream().collect(Collectors.joining(",", "[", "]"));
    } else if (value.isNumber()) {
      return new BigDecimal(value.coerceStringValue()).stripTrailingZeros().toString();
    }
    return json.text(value);
  }

  private static String hash(String value) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
