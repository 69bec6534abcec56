package io.mozpool.bench.row;

import io.mozpool.bench.site.BenchException;
import java.util.List;
import java.util.function.Predicate;

/** Which rows are measured. */
public final class Selection {

  private Selection() {}

  /**
   * Rows in their order.
   *
   * @param asked names of rows, or beginnings that stand for several; none for all
   * @param database whether those are meant, too, that need the database
   * @throws BenchException where a name means none
   */
  public static List<Row> of(List<String> asked, boolean database) throws BenchException {
    List<Row> there = Rows.all().stream().filter(row -> database || !row.needsDatabase()).toList();
    for (String name : asked) {
      if (there.stream().noneMatch(meant(name))) {
        throw new BenchException(
            "--rows: expected %s, not '%s'"
                .formatted(String.join(", ", there.stream().map(Row::name).toList()), name));
      }
    }
    return there.stream()
        .filter(row -> asked.isEmpty() || asked.stream().anyMatch(name -> meant(name).test(row)))
        .toList();
  }

  private static Predicate<Row> meant(String name) {
    boolean whole = Rows.all().stream().anyMatch(row -> row.name().equals(name));
    return row -> whole ? row.name().equals(name) : !name.isEmpty() && row.name().startsWith(name);
  }
}
