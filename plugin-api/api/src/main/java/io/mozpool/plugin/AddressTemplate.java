package io.mozpool.plugin;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template of addresses: {@code sut://{fqdn}:20701}. An IPv6 address gets its brackets where it
 * becomes the host of an address. Immutable.
 *
 * @since 2.0
 */
public final class AddressTemplate {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

  /** The text before a host, from the beginning or a blank on. */
  private static final Pattern BEFORE_A_HOST =
      Pattern.compile("(?s)(?:.*\\s)?[A-Za-z][A-Za-z0-9+.-]*:(?://)?(?:[^\\s/?@]*@)?");

  private static final Pattern IPV6 =
      Pattern.compile("(?=.*::|(?:[^:]*:){6,7}[^:]*$)[0-9A-Fa-f:]+:[0-9A-Fa-f:.]*(?:%\\S+)?");

  private final String text;

  private AddressTemplate(String text) {
    this.text = text;
  }

  /** The template of this text. */
  public static AddressTemplate of(String text) {
    return new AddressTemplate(text);
  }

  /** A host as addresses have it: IPv6 in brackets. */
  public static String host(String host) {
    return IPV6.matcher(host).matches() ? "[" + host + "]" : host;
  }

  /** The names of its placeholders, in their order. */
  public Set<String> placeholders() {
    Set<String> names = new LinkedHashSet<>();
    Matcher placeholder = PLACEHOLDER.matcher(text);
    while (placeholder.find()) {
      names.add(placeholder.group(1));
    }
    return Collections.unmodifiableSet(names);
  }

  /**
   * The address with these values.
   *
   * @throws IllegalArgumentException where a placeholder has none, naming it
   */
  public String fill(Map<String, String> values) {
    Matcher placeholder = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (placeholder.find()) {
      String value = values.get(placeholder.group(1));
      if (value == null) {
        throw new IllegalArgumentException(
            "template '%s': expected a value for {%s}, there is none"
                .formatted(text, placeholder.group(1)));
      }
      placeholder.appendReplacement(filled, "");
      filled.append(BEFORE_A_HOST.matcher(filled).matches() ? host(value) : value);
    }
    return placeholder.appendTail(filled).toString();
  }

  /** The template as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
