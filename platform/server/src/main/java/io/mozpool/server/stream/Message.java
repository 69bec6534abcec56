package io.mozpool.server.stream;

import java.nio.charset.StandardCharsets;

/**
 * An event of the stream.
 *
 * @param type its name
 * @param subject what it is about: {@code device:panda-1}, {@code request:7}; empty for the pool
 * @param data JSON in one line
 */
record Message(String type, String subject, String data) {

  /** Says that the server is there, to scripts that cannot see comments. */
  static final Message HEARTBEAT = new Message("heartbeat", "", "{}");

  /** As it is sent, with where to go on after it. */
  byte[] frame(Position position) {
    return bytes("id: " + position + "\n" + text());
  }

  /** As it is sent where more must follow before one can go on. */
  byte[] frame() {
    return bytes(text());
  }

  /** A comment, which readers pass over. */
  static byte[] comment(String text) {
    return bytes(": " + text + "\n\n");
  }

  /** Says where to go on, and nothing else. */
  static byte[] position(Position position) {
    return bytes("id: " + position + "\n\n");
  }

  private String text() {
    return "event: " + type + "\ndata: " + data + "\n\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
