package io.mozpool.dist.contract;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mozpool.server.database.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a server the cases of the contract, one after the other. */
final class Replay {

  private static final Pattern REQUEST = Pattern.compile("(/api/request/)(\\d+)(/.*)");
  private static final Pattern MOVED = Pattern.compile("request (\\d+) went (?:.* -> )?(\\w+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<Integer, Integer> requests = new HashMap<>();
  private final Database database;
  private final int port;
  private final String relayBoard;

  /**
   * @param relayBoard what stands for the relay board of the cases
   */
  Replay(Database database, int port, String relayBoard) {
    this.database = database;
    this.port = port;
    this.relayBoard = relayBoard;
  }

  /** What is different from what is expected; empty if all is well. */
  List<String> ask(ContractCase question) throws IOException, InterruptedException {
    for (String before : question.before()) {
      prepare(before);
    }
    if (question.expect().status().asText().equals("not asked")) {
      return List.of();
    }
    HttpResponse<String> answer = send(question, question.path());
    learnNumber(question, answer);
    List<String> differences = new ArrayList<>();
    switch (question.expect().status().asText()) {
      case "as with the slash" -> compareWithSlash(question, answer, differences);
      case "200 or a redirect" -> {
        if (answer.statusCode() != 200 && answer.statusCode() / 100 != 3) {
          differences.add("status " + answer.statusCode());
        }
      }
      default -> compare(question, answer, differences);
    }
    return differences;
  }

  private void prepare(String before) {
    if (!before.startsWith("waited")) {
      int rows = database.update(before);
      if (before.startsWith("insert into requests") && rows == 1) {
        int newest =
            database.first(row -> row.getInt(1), "select max(id) from requests").orElseThrow();
        requests.put(17, newest);
      }
      return;
    }
    Matcher moved = MOVED.matcher(before);
    if (moved.find()) {
      int request = requests.get(Integer.parseInt(moved.group(1)));
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  database
                      .first(
                          row -> row.getString(1),
                          "select state from requests where id = ?",
                          request)
                      .orElseThrow(),
              moved.group(2)::equals);
    } else if (!before.contains("request")) {
      awaitFreshCache();
    }
  }

  /** The only other wait is for the cached state of device1, which has become ready. */
  private void awaitFreshCache() {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> get("/api/device/device1/state/?cache=1").contains("ready"));
  }

  private void learnNumber(ContractCase question, HttpResponse<String> answer) {
    JsonNode theirs = json(question.reference().body()).path("request").path("id");
    JsonNode ours = json(answer.body()).path("request").path("id");
    if (theirs.isNumber() && ours.isNumber()) {
      requests.put(theirs.asInt(), ours.asInt());
    }
  }

  private void compareWithSlash(
      ContractCase question, HttpResponse<String> answer, List<String> differences)
      throws IOException, InterruptedException {
    HttpResponse<String> withSlash = send(question, question.path().replaceFirst("(\\?|$)", "/$1"));
    if (answer.statusCode() != withSlash.statusCode()) {
      differences.add(
          "status %d, with slash %d".formatted(answer.statusCode(), withSlash.statusCode()));
    }
    differences.addAll(
        new Likeness(identity()).differences(json(withSlash.body()), json(answer.body())));
  }

  private void compare(
      ContractCase question, HttpResponse<String> answer, List<String> differences) {
    int status = answer.statusCode();
    if (status != question.expect().status().asInt()) {
      differences.add("status %d, expected %s".formatted(status, question.expect()));
    } else if (status >= 400 && !isProblem(question, answer)) {
      differences.add("no problem document: " + answer.body());
    } else if (status / 100 == 3) {
      String location = answer.headers().firstValue("Location").orElse("none");
      if (!location.equals("http://" + ContractPool.THERE + path(question.path()))) {
        differences.add("Location: " + location);
      }
    } else if (status == 200 && question.asTheReference() && !question.method().equals("HEAD")) {
      JsonNode reference = json(question.reference().body().replace("localhost:2101", relayBoard));
      differences.addAll(new Likeness(requests).differences(reference, json(answer.body())));
    } else if (status == 200
        && question.expect().note().startsWith("{}")
        && !json(answer.body()).equals(mapper.createObjectNode())) {
      differences.add("expected {}, not " + answer.body());
    }
  }

  private boolean isProblem(ContractCase question, HttpResponse<String> answer) {
    return question.method().equals("HEAD")
        || json(answer.body()).path("status").asInt() == answer.statusCode()
            && !json(answer.body()).path("detail").asText().isBlank();
  }

  private HttpResponse<String> send(ContractCase question, String path)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path(path)))
            .method(
                question.method(),
                question.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(question.body()));
    for (String header : question.headers()) {
      request.header(header.split(": ")[0], header.split(": ")[1]);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private String get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  /** A path of the reference's, with our number of its request. */
  private String path(String path) {
    Matcher request = REQUEST.matcher(path);
    if (!request.matches()) {
      return path;
    }
    int number = Integer.parseInt(request.group(2));
    return request.group(1) + requests.getOrDefault(number, number) + request.group(3);
  }

  private Map<Integer, Integer> identity() {
    Map<Integer, Integer> same = new HashMap<>();
    requests.values().forEach(number -> same.put(number, number));
    return same;
  }

  private JsonNode json(String text) {
    try {
      return text == null || text.isEmpty() ? MissingNode.getInstance() : mapper.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
