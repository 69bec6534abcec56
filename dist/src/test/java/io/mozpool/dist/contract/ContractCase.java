package io.mozpool.dist.contract;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question to the reference, what it answered, and what is expected of this server.
 *
 * @param n its number
 * @param before SQL, or what was waited for
 * @param headers as in {@code Origin: http://localhost:8010}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ContractCase(
    int n,
    List<String> before,
    String method,
    String path,
    List<String> headers,
    @Nullable String body,
    Reference reference,
    Expected expect) {

  /** What the reference answered. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Reference(int status, @Nullable String body) {}

  /**
   * What is expected.
   *
   * @param status a number, or words
   */
  record Expected(JsonNode status, String note) {}

  /** All of them, in their order. */
  static List<ContractCase> all() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<ContractCase> cases = new ArrayList<>();
    try (InputStream file =
        Objects.requireNonNull(ContractCase.class.getResourceAsStream("/http-cases.jsonl"))) {
      for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        cases.add(mapper.readValue(line, ContractCase.class));
      }
    }
    return cases;
  }

  boolean asTheReference() {
    return expect.note().equals("as the reference");
  }

  @Override
  public String toString() {
    return n + " " + method + " " + path;
  }
}
