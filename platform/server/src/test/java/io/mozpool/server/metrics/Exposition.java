package io.mozpool.server.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Prometheus' text format as strictly as its checker does, and says what is wrong. */
final class Exposition {

  private static final Pattern HEAD =
      Pattern.compile("# (HELP|TYPE) ([a-zA-Z_][a-zA-Z0-9_]*) (.+)");
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"";
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)(\\{" + LABEL + "(?:," + LABEL + ")*,?})? (\\S+)");
  private static final Pattern SUFFIX = Pattern.compile("_(bucket|sum|count)$");

  private final List<String> problems = new ArrayList<>();
  private final Set<String> families = new HashSet<>();
  private final Set<String> series = new HashSet<>();
  private String helped = "";
  private String family = "";
  private String type = "";

  Exposition(String text) {
    text.lines().forEach(this::read);
    if (!text.endsWith("\n")) {
      problems.add("no end of the last line");
    }
  }

  List<String> problems() {
    return problems;
  }

  private void read(String line) {
    Matcher head = HEAD.matcher(line);
    Matcher sample = SAMPLE.matcher(line);
    if (head.matches() && head.group(1).equals("HELP")) {
      helped = head.group(2);
      expect(families.add(helped), line, "the family was there before");
    } else if (head.matches()) {
      family = head.group(2);
      type = head.group(3);
      expect(helped.equals(family), line, "no help text before it");
      expect(Set.of("counter", "gauge", "histogram", "summary").contains(type), line, "no type");
      expect(type.equals("counter") == family.endsWith("_total"), line, "_total is for counters");
    } else if (sample.matches()) {
      String name = sample.group(1);
      boolean parts = Set.of("histogram", "summary").contains(type);
      String owner = parts ? SUFFIX.matcher(name).replaceFirst("") : name;
      expect(owner.equals(family), line, "it is not of " + family);
      expect(series.add(line.substring(0, line.lastIndexOf(' '))), line, "it is there twice");
      expect(isNumber(sample.group(3)), line, "no number");
    } else {
      problems.add("cannot be read: " + line);
    }
  }

  private void expect(boolean fulfilled, String line, String otherwise) {
    if (!fulfilled) {
      problems.add(otherwise + ": " + line);
    }
  }

  private static boolean isNumber(String text) {
    try {
      return !text.isEmpty() && !Double.isNaN(Double.parseDouble(text.replace("Inf", "Infinity")));
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
