package io.mozpool.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A server refused. {@link NotFoundException} and {@link ConflictException} are the refusals that
 * programs tell apart; the others differ by their status.
 */
public class MozpoolException extends IOException {

  private static final long serialVersionUID = 1L;
  private static final Set<Integer> PASSING = Set.of(502, 503);

  private final int status;
  private final String detail;
  private final @Nullable Duration retryAfter;

  MozpoolException(int status, String what, String detail, @Nullable Duration retryAfter) {
    super("%s: %s (HTTP status %d)".formatted(what, detail, status));
    this.status = status;
    this.detail = detail;
    this.retryAfter = retryAfter;
  }

  /**
   * @param retryAfter the header of that name; one that holds a date is passed over
   */
  static MozpoolException of(int status, String what, String detail, @Nullable String retryAfter) {
    boolean seconds = retryAfter != null && retryAfter.matches("[0-9]{1,6}");
    return switch (status) {
      case 404 -> new NotFoundException(what, detail);
      case 409 -> new ConflictException(what, detail);
      default ->
          new MozpoolException(
              status,
              what,
              detail,
              seconds ? Duration.ofSeconds(Long.parseLong(retryAfter)) : null);
    };
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Why, in the server's words. */
  public String detail() {
    return detail;
  }

  /** Whether the server, or the one in front of it, is only out of order for the moment. */
  boolean isPassing() {
    return PASSING.contains(status);
  }

  /** When the server wants to be asked again. */
  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
