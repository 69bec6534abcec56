package io.mozpool.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** Calls without the help of our client, which would try again. */
final class PlainHttp {

  private static final int PATIENCE_MILLIS = 20_000;

  private PlainHttp() {}

  /** The text of a GET that is answered with 200. */
  static String get(String url) throws IOException {
    try (InputStream in = open(url).getInputStream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** The status of a POST. */
  static int post(String url, String body) throws IOException {
    HttpURLConnection call = open(url);
    call.setRequestMethod("POST");
    call.setDoOutput(true);
    call.getOutputStream().write(body.getBytes(UTF_8));
    int status = call.getResponseCode();
    if (status == HttpURLConnection.HTTP_OK) {
      call.getInputStream().readAllBytes(); // so that the connection is used again
    }
    return status;
  }

  private static HttpURLConnection open(String url) throws IOException {
    HttpURLConnection call = (HttpURLConnection) URI.create(url).toURL().openConnection();
    call.setConnectTimeout(PATIENCE_MILLIS);
    call.setReadTimeout(PATIENCE_MILLIS);
    return call;
  }
}
