package io.mozpool.plugins.ping;

import java.util.regex.Pattern;

/**
 * Judges what one run of fping on one host tells about that host. The exit status alone is not
 * enough: fping 3 ends with the same one for a host that is silent and for a name that nobody
 * knows, every fping does so where the network is down, and so does a script in its place that
 * fails.
 *
 * @param status the exit status
 * @param output the text on its standard output
 * @param complaint the text on its standard error
 */
record FpingVerdict(int status, String output, String complaint) {

  private static final int ALIVE = 0;
  private static final int NOT_ALL_ALIVE = 1;
  private static final int MAX_QUOTE = 500;

  private static final Pattern UNREACHABLE = Pattern.compile(" is unreachable$", Pattern.MULTILINE);

  /** From here, so that nothing was asked; what routers report is told in other words. */
  private static final Pattern NOT_SENT = Pattern.compile("error while sending|sendto");

  private static final Pattern NAME_UNKNOWN =
      Pattern.compile(
          "address not found|not known|does not resolve|no address associated",
          Pattern.CASE_INSENSITIVE);

  boolean isYes() {
    return status == ALIVE;
  }

  /** Whether echo requests went out and nobody answered. */
  boolean isNo() {
    return status == NOT_ALL_ALIVE
        && UNREACHABLE.matcher(output).find()
        && !NOT_SENT.matcher(complaint).find();
  }

  /** The reason why the host could not be asked. */
  String reason(PingTarget target) {
    return NAME_UNKNOWN.matcher(complaint).find()
        ? target.unknown()
        : "cannot ping %s: fping ended with status %d, saying '%s'"
            .formatted(target, status, quote());
  }

  private String quote() {
    return complaint.length() <= MAX_QUOTE ? complaint : complaint.substring(0, MAX_QUOTE);
  }
}
