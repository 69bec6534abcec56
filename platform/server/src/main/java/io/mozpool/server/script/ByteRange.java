package io.mozpool.server.script;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file (RFC 9110, section 14).
 *
 * @param first the position of its first byte
 * @param length in bytes; 0 where the file has nothing of what was asked for
 */
record ByteRange(long first, long length) {

  private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * Reads a {@code Range} header; empty where it is to be ignored: several ranges, another unit, or
   * no range at all.
   */
  static Optional<ByteRange> parse(String header, long size) {
    Matcher range = SINGLE.matcher(header);
    if (!range.matches()) {
      return Optional.empty();
    }
    String from = range.group(1);
    String to = range.group(2);
    if (from.isEmpty()) {
      return to.isEmpty() ? Optional.empty() : Optional.of(last(Long.parseLong(to), size));
    }
    long first = Long.parseLong(from);
    long end = to.isEmpty() ? size : Math.min(size, Long.parseLong(to) + 1);
    return !to.isEmpty() && Long.parseLong(to) < first
        ? Optional.empty()
        : Optional.of(new ByteRange(first, Math.max(0, end - first)));
  }

  private static ByteRange last(long bytes, long size) {
    long length = Math.min(bytes, size);
    return new ByteRange(size - length, length);
  }

  /** The {@code Content-Range} header. */
  String contentRange(long size) {
    return length == 0
        ? "bytes */" + size
        : "bytes %d-%d/%d".formatted(first, first + length - 1, size);
  }
}
