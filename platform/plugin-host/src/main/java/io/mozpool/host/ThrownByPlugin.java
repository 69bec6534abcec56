package io.mozpool.host;

import io.mozpool.plugin.DriverException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A copy of an exception whose class is a plugin's. Reading a plugin's own exception - its message,
 * its cause, its text - calls the plugin, which may throw again or never come back; a copy is the
 * host's alone.
 */
public final class ThrownByPlugin extends Exception {

  private static final long serialVersionUID = 1L;

  private static final int CAUSES = 8;
  private static final int MESSAGE_LENGTH = 1_000;

  private final String type;

  private ThrownByPlugin(String type, @Nullable String message) {
    super(message);
    this.type = type;
  }

  /**
   * The exception itself where reading it calls no plugin, else a copy. An Error of a plugin is
   * always copied: the process ends of those that are its own. Throws nothing.
   */
  public static Throwable harmless(Throwable thrown) {
    Throwable shown = unwrapped(thrown);
    return isHarmless(shown) ? shown : copy(shown, CAUSES);
  }

  /** The kind and the message of an exception that is harmless, for people to read. */
  static String reason(Throwable harmless) {
    if (harmless instanceof RefusedException) {
      return String.valueOf(harmless.getMessage());
    }
    String type =
        harmless instanceof ThrownByPlugin copy
            ? copy.type.substring(copy.type.lastIndexOf('.') + 1)
            : harmless.getClass().getSimpleName();
    return type + ": " + cut(harmless.getMessage());
  }

  /** Looks like the original in a log. */
  @Override
  public String toString() {
    return getMessage() == null ? type : type + ": " + getMessage();
  }

  /** Reflection and class loading wrap what a plugin throws, and say nothing themselves. */
  private static Throwable unwrapped(Throwable thrown) {
    Throwable at = thrown;
    while ((at.getClass() == InvocationTargetException.class
            || at.getClass() == ExceptionInInitializerError.class)
        && at.getCause() != null) {
      at = at.getCause();
    }
    return at;
  }

  private static boolean isHarmless(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable at = thrown; at != null && seen.add(at); at = at.getCause()) {
      if (at instanceof Error
          || !isOurs(at.getClass())
          || !Arrays.stream(at.getSuppressed()).allMatch(s -> isOurs(s))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOurs(Throwable suppressed) {
    return isOurs(suppressed.getClass()) && suppressed.getCause() == null;
  }

  private static boolean isOurs(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null
        || loader == ClassLoader.getPlatformClassLoader()
        || loader == ThrownByPlugin.class.getClassLoader();
  }

  private static Throwable copy(Throwable thrown, int causes) {
    Optional<Throwable> cause = causes == 0 ? Optional.empty() : answer(thrown::getCause);
    @Nullable Throwable copiedCause =
        cause.map(of -> isHarmless(of) ? of : copy(of, causes - 1)).orElse(null);
    @Nullable String message = answer(thrown::getMessage).map(ThrownByPlugin::cut).orElse(null);
    Throwable copy = copy(thrown, message);
    if (copiedCause != null) {
      copy.initCause(copiedCause);
    }
    answer(
        () -> {
          copy.setStackTrace(thrown.getStackTrace());
          return true;
        });
    return copy;
  }

  /** Of the kinds that a plugin may answer with the copy is one, too. */
  private static Throwable copy(Throwable thrown, @Nullable String message) {
    if (thrown instanceof DriverException failure && failure.reason() != null) {
      return new DriverException(failure.reason(), String.valueOf(message));
    } else if (thrown instanceof IllegalArgumentException) {
      return new IllegalArgumentException(message);
    }
    return new ThrownByPlugin(thrown.getClass().getName(), message);
  }

  private static <T> Optional<T> answer(Supplier<@Nullable T> question) {
    try {
      return Optional.ofNullable(question.get());
    } catch (Throwable e) { // whatever a plugin throws
      return Optional.empty();
    }
  }

  private static String cut(@Nullable String text) {
    return text == null || text.length() <= MESSAGE_LENGTH
        ? String.valueOf(text)
        : text.substring(0, MESSAGE_LENGTH) + "…";
  }
}
