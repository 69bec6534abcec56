package io.mozpool.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;

/** Reads server-sent events; ids, comments and events without data are passed over. */
final class StreamReader {

  private static final String NO_NAME = "message";

  private final String what;
  private final StreamListener listener;
  private final StringBuilder data = new StringBuilder();
  private String type = NO_NAME;

  /**
   * @param what names the stream in messages
   */
  StreamReader(String what, StreamListener listener) {
    this.what = what;
    this.listener = listener;
  }

  /** Returns when the stream ends. */
  void read(InputStream in) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      take(line);
    }
  }

  private void take(String line) throws IOException {
    if (line.isEmpty()) {
      tell();
    } else if (line.startsWith("event:")) {
      type = value(line);
    } else if (line.startsWith("data:")) {
      data.append(data.isEmpty() ? "" : "\n").append(value(line));
    }
  }

  private void tell() throws IOException {
    StreamEvent event = new StreamEvent(type, JsonObject.parse(what, data.toString()));
    boolean empty = data.isEmpty();
    data.setLength(0);
    type = NO_NAME;
    if (!empty) {
      listener.take(event);
    }
  }

  private static String value(String line) {
    return line.substring(line.indexOf(':') + 1).stripLeading();
  }
}
