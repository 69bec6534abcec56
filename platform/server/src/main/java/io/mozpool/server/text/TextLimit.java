package io.mozpool.server.text;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of stored texts, in bytes of UTF-8. Longer ones are refused; those that an older version
 * stored stay, and lists show their beginning.
 */
public enum TextLimit {
  ASSIGNEE(255),
  BOOT_CONFIG(16_384),
  BOOT_CONFIG_KEYS(4_096),
  COMMENTS(4_096),
  ENVIRONMENT(64),
  EVENT(64),
  LAST_ERROR(1_024),
  LOG_MESSAGE(4_096),
  PXE_CONFIG(65_536);

  private static final int MOST_BYTES_OF_A_CHARACTER = 3;

  private final int bytes;

  TextLimit(int bytes) {
    this.bytes = bytes;
  }

  public int bytes() {
    return bytes;
  }

  /**
   * A sentence about a text that is too long; empty for any other.
   *
   * @param key names it
   */
  public Optional<String> problem(String key, String text) {
    if (isShort(text)) {
      return Optional.empty();
    }
    return Optional.of(
        "%s: expected at most %d bytes of UTF-8, not %d bytes"
            .formatted(key, bytes, Texts.bytes(text)));
  }

  /** A stored text as lists show it. */
  public @Nullable String cutOrNull(@Nullable String text) {
    return text == null ? null : cut(text);
  }

  /** A stored text as lists show it. */
  public String cut(String text) {
    return isShort(text) ? text : Texts.cut(text, bytes);
  }

  private boolean isShort(String text) {
    return text.length() <= bytes / MOST_BYTES_OF_A_CHARACTER || Texts.bytes(text) <= bytes;
  }
}
