package io.mozpool.plugins.file;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/** The lines of a CSV file whose first line names the columns. */
final class CsvRows {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
          .setTrim(true)
          .get();

  private CsvRows() {}

  static List<Row> read(String text) throws BadFileException {
    List<Row> rows = new ArrayList<>();
    try (CSVParser parser = FORMAT.parse(new StringReader(text))) {
      if (parser.getHeaderNames().isEmpty()) {
        throw new BadFileException("expected a line with the columns' names, the file is empty");
      }
      int columns = parser.getHeaderNames().size();
      for (CSVRecord line : parser) {
        if (line.size() != columns) {
          throw new BadFileException(
              parser.getCurrentLineNumber(),
              "expected " + columns + " columns, got " + line.size());
        }
        rows.add(new Row(parser.getCurrentLineNumber(), line.toMap()));
      }
      return rows;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new BadFileException("no CSV: " + e.getMessage());
    }
  }
}
