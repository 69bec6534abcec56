package io.mozpool.server.syslog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a sender of syslog says, as of RFC 5424, RFC 3164 and what is sent as if it were RFC 3164:
 * without a host, without a moment, without a tag. Senders' moments are passed over, as the clocks
 * of devices lie.
 *
 * @param host as the sender may call itself; empty where it does not say
 * @param tag the program, without its process id; {@code syslog} where it is not said
 * @param text may hold several lines
 * @param guessed the text with the words that only look like a host and a tag; empty where the form
 *     leaves no doubt
 */
record SyslogMessage(String host, String tag, String text, String guessed) {

  private static final String NO_TAG = "syslog";
  private static final int LONGEST_TAG = 32; // the column's

  private static final Pattern PRIORITY = Pattern.compile("<[0-9]{1,3}>");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\n\t]]");

  /** As {@code Nov 22 08:39:10} or as RFC 5424 has it, which some forward in the older form. */
  private static final Pattern MOMENT =
      Pattern.compile(
          "(?:[A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2}T\\S{1,30}) ");

  /** A host is only what stands before a tag. */
  private static final Pattern HOST_AND_TAG =
      Pattern.compile(
          "(?:(\\S{0,254}[^\\s:]) )?([^\\s:\\[]{1,128})(?:\\[[^\\]\\s]{0,128}])?:(?:\\s|$)");

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int FIELDS = 7; // of RFC 5424, the last with structured data and text

  /** Takes whatever comes: what is not understood is text. */
  static SyslogMessage parse(String line) {
    String clean = CONTROL.matcher(withoutEnd(line)).replaceAll("\uFFFD");
    String rest = after(PRIORITY, clean);
    return rfc5424(rest).orElseGet(() -> rfc3164(rest));
  }

  /** The message of a sender that is not called so: what looked like its host is text. */
  SyslogMessage withoutHost() {
    return guessed.isEmpty() ? this : new SyslogMessage("", NO_TAG, guessed, "");
  }

  /** Line feeds, NULs and blanks at the end are the transport's. */
  private static String withoutEnd(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) <= ' ') {
      end--;
    }
    return line.substring(0, end);
  }

  private static String after(Pattern start, String text) {
    Matcher matcher = start.matcher(text);
    return matcher.lookingAt() ? text.substring(matcher.end()) : text;
  }

  /** Only a moment leaves no doubt that a host follows. */
  private static SyslogMessage rfc3164(String rest) {
    String line = after(MOMENT, rest);
    Matcher matcher = HOST_AND_TAG.matcher(line);
    if (!matcher.lookingAt()) {
      return new SyslogMessage("", NO_TAG, line, "");
    }
    String text = line.substring(matcher.end());
    String host = matcher.group(1);
    return host == null
        ? new SyslogMessage("", cut(matcher.group(2)), text, "")
        : new SyslogMessage(host, cut(matcher.group(2)), text, line.equals(rest) ? line : "");
  }

  /** Version, moment, host, program, process id, message id, structured data and text. */
  private static Optional<SyslogMessage> rfc5424(String line) {
    String[] fields = line.split(" ", FIELDS);
    if (fields.length < FIELDS || !fields[0].equals("1")) {
      return Optional.empty();
    }
    int end = endOfStructuredData(fields[6]);
    if (end < 0) {
      return Optional.empty();
    }
    String text = fields[6].substring(Math.min(end + 1, fields[6].length()));
    return Optional.of(
        new SyslogMessage(
            fields[2].equals("-") ? "" : fields[2],
            fields[3].equals("-") ? NO_TAG : cut(fields[3]),
            text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text,
            ""));
  }

  /**
   * Where {@code -} or {@code [id name="value"]...} ends, with a blank or the line; -1 where there
   * is neither.
   */
  private static int endOfStructuredData(String text) {
    int end = text.startsWith("-") ? 1 : 0;
    while (text.startsWith("[", end)) {
      end = endOfElement(text, end + 1);
    }
    boolean ends = end == text.length() || text.startsWith(" ", end);
    return end > 0 && ends ? end : -1;
  }

  /** Behind its bracket; one in quotes does not count, and in those a backslash hides a quote. */
  private static int endOfElement(String text, int start) {
    boolean quoted = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ']' && !quoted) {
        return i + 1;
      }
    }
    return text.length() + 1; // it has none
  }

  private static String cut(String tag) {
    return tag.length() <= LONGEST_TAG ? tag : tag.substring(0, LONGEST_TAG);
  }
}
