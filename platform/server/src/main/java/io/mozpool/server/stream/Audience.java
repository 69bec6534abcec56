package io.mozpool.server.stream;

import io.mozpool.server.database.Database;
import io.mozpool.server.json.Json;
import io.mozpool.server.stream.LogTail.Line;
import io.mozpool.server.stream.Wishes.LogOf;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The pages and scripts that listen, each to what it wants. Not safe for use by many threads. */
final class Audience {

  private final Database database;
  private final Json json;
  private final Set<Reader> readers = new LinkedHashSet<>();
  private final Map<String, LogTail> tails = new HashMap<>();

  Audience(Database database, Json json) {
    this.database = database;
    this.json = json;
  }

  boolean isEmpty() {
    return readers.isEmpty();
  }

  void add(Reader reader) {
    for (LogOf log : reader.wishes().logs()) {
      tails.computeIfAbsent(log.word(), word -> new LogTail(database, word));
    }
    readers.add(reader);
  }

  boolean remove(Reader reader) {
    return readers.remove(reader);
  }

  /** Tells those of it who want to hear of it. */
  void tell(Message message, Position position) {
    byte[] frame = message.frame(position);
    for (Reader reader : readers) {
      if (reader.wishes().include(message)) {
        reader.give(frame);
      }
    }
  }

  /** Gives all of them the same. */
  void giveAll(byte[] frame) {
    readers.forEach(reader -> reader.give(frame));
  }

  /** Tells of new lines in logs; nothing is read while nobody follows one. */
  void tellLogs(Position position) {
    Set<LogOf> logs =
        readers.stream()
            .flatMap(reader -> reader.wishes().logs().stream())
            .collect(Collectors.toSet());
    tails.keySet().removeIf(word -> ids(word, logs).isEmpty());
    tails.forEach(
        (word, tail) -> {
          for (Line line : tail.read(ids(word, logs))) {
            logs.stream()
                .filter(log -> log.word().equals(word) && log.id() == line.machine())
                .forEach(log -> tell(log, message(log, line).frame(position)));
          }
        });
  }

  /** Tells a reader which of the logs that it wants are nobody's. */
  void tellUnknownLogs(Reader reader) {
    for (String log : reader.wishes().unknownLogs()) {
      reader.give(new Message("log_unknown", "", json.text(Map.of("log", log))).frame());
    }
  }

  private void tell(LogOf log, byte[] frame) {
    readers.stream()
        .filter(reader -> reader.wishes().logs().contains(log))
        .forEach(reader -> reader.give(frame));
  }

  private static Set<Long> ids(String word, Set<LogOf> logs) {
    return logs.stream()
        .filter(log -> log.word().equals(word))
        .map(LogOf::id)
        .collect(Collectors.toSet());
  }

  void close() {
    readers.forEach(Reader::close);
  }

  private Message message(LogOf log, Line line) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put(log.word(), log.word().equals("device") ? log.name() : log.id());
    data.put("id", line.line().id());
    data.put("timestamp", line.line().timestamp());
    data.put("source", line.line().source());
    data.put("message", line.line().message());
    return new Message("log", log.word() + ":" + log.name(), json.text(data));
  }
}
