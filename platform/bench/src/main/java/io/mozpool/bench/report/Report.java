package io.mozpool.bench.report;

import io.mozpool.bench.row.Result;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that came of a run.
 *
 * @param facts of the machine, the database and what else was given, by name
 * @param generator answers a second that the load generator gets of a server that does nothing
 * @param similarity what the slowest of the rows that are to be alike has of the fastest; 0 where
 *     there are not two
 */
public record Report(
    Map<String, Object> facts, double generator, List<Result> results, double similarity) {

  /**
   * Prints the table.
   *
   * @param json a file that JSON is written to; {@code -} for standard output, and the table then
   *     goes to standard error; null for no JSON
   */
  public void tell(@Nullable String json, PrintWriter out, PrintWriter err) throws IOException {
    boolean inPlace = "-".equals(json);
    PrintWriter forPeople = inPlace ? err : out;
    forPeople.print("\n" + Table.text(this));
    forPeople.flush();
    if (inPlace) {
      out.print(Json.text(this));
      out.flush();
    } else if (json != null) {
      Files.writeString(Path.of(json), Json.text(this));
    }
  }
}
