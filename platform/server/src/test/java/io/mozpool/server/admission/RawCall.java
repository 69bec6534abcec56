package io.mozpool.server.admission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.List;
import java.util.stream.Collectors;

/** Sends calls byte for byte, as no client library would. */
final class RawCall {

  /** An answer: its status line and headers, and its body. */
  record Answer(int status, String head, String body) {}

  private final int port;

  RawCall(int port) {
    this.port = port;
  }

  /** Sends a line of method, path and version, and headers; reads until the server closes. */
  Answer send(String line, List<String> headers) {
    String call =
        line
            + "\r\n"
            + headers.stream().map(each -> each + "\r\n").collect(Collectors.joining())
            + "Connection: close\r\n\r\n";
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(call.getBytes(ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      int end = answer.indexOf("\r\n\r\n");
      return new Answer(
          Integer.parseInt(answer.split(" ")[1]),
          answer.substring(0, end),
          answer.substring(end + 4));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
