package io.mozpool.plugins.file;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.plugin.inventory.InventorySource;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The devices of a file, which is read anew each time. */
record FileInventory(Path file) implements InventorySource {

  /** As YAML that is some 90,000 boards. */
  private static final long MOST_BYTES = 32L << 20;

  @Override
  public List<InventoryRecord> devices(Deadline deadline) throws DriverException {
    deadline.remaining();
    String text = text();
    try {
      return records(file.toString().endsWith(".csv") ? CsvRows.read(text) : YamlRows.read(text));
    } catch (BadFileException e) {
      throw new DriverException(Reason.GARBLED, file + ": " + e.getMessage());
    }
  }

  private String text() throws DriverException {
    if (!Files.isRegularFile(file)) {
      throw new DriverException(Reason.UNREACHABLE, file + ": expected a file, there is none");
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new DriverException(
            Reason.GARBLED,
            "%s: expected at most %d MiB, not %d bytes"
                .formatted(file, MOST_BYTES >> 20, Files.size(file)));
      }
      String text = Files.readString(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text; // as spreadsheets write it
    } catch (CharacterCodingException e) {
      throw new DriverException(Reason.GARBLED, file + ": expected text in UTF-8");
    } catch (IOException e) {
      throw new DriverException(Reason.UNREACHABLE, file + ": cannot be read: " + e);
    }
  }

  private static List<InventoryRecord> records(List<Row> rows) throws BadFileException {
    List<InventoryRecord> records = new ArrayList<>();
    Map<String, Long> taken = new HashMap<>();
    for (Row row : rows) {
      InventoryRecord record = row.record();
      take("name " + record.device().name(), row, taken);
      take("id " + record.inventoryId(), row, taken);
      take("mac " + record.device().macAddress(), row, taken);
      records.add(record);
    }
    return records;
  }

  private static void take(String what, Row row, Map<String, Long> taken) throws BadFileException {
    Long before = taken.putIfAbsent(what, row.line());
    if (before != null) {
      throw new BadFileException(
          row.line(),
          "expected a name, an id and a mac of its own, " + what + " is that of line " + before);
    }
  }
}
