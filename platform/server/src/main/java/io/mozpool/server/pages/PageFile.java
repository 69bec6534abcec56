package io.mozpool.server.pages;

import io.micronaut.http.MediaType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * A file for browsers.
 *
 * @param tag tells this content from another, as an ETag has it
 */
record PageFile(byte[] content, MediaType type, String tag) {

  private static final Map<String, MediaType> TYPES =
      Map.of(
          "css", MediaType.of("text/css; charset=utf-8"),
          "html", MediaType.of("text/html; charset=utf-8"),
          "ico", MediaType.of("image/x-icon"),
          "js", MediaType.of("text/javascript; charset=utf-8"),
          "json", MediaType.of("application/json"),
          "png", MediaType.of("image/png"),
          "svg", MediaType.of("image/svg+xml"),
          "woff2", MediaType.of("font/woff2"));

  /** The type of a file by its name; empty where such files are not served. */
  static Optional<MediaType> type(String name) {
    return Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
  }

  static PageFile of(byte[] content, MediaType type) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new PageFile(
          content, type, '"' + HexFormat.of().formatHex(digest).substring(0, 20) + '"');
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
