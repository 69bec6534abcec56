package io.mozpool.plugins.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.plugin.inventory.InventorySource;
import io.mozpool.testkit.TestContext;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileInventoryTest {

  private static final String YAML =
      """
      # The boards on the bench.
      devices:
        - name: panda-1
          fqdn: panda-1.example.com
          id: 1
          mac: 02:00:00:00:00:01
          board: panda
          model: ES Rev B2
        - name: panda-2
          fqdn: 10.0.0.2
          id: 2
          mac: 02-00-00-00-00-0A
          board: panda
          model: ES Rev B2
          serial: 0042
          imaging-server: imaging-1.example.com
          power: proxr://relay-1.example.com/bank1/relay2
          agent: sut://10.0.0.2:20701
          probe: ping:10.0.0.2
          attributes: { shelf: 3, note: }
      """;

  private static final String CSV =
      """
      name,fqdn,id,mac,board,model,serial,imaging-server,power,agent,probe,attributes.shelf
      panda-1,panda-1.example.com,1,02:00:00:00:00:01,panda,ES Rev B2,,,,,,
      panda-2, 10.0.0.2 ,2,02-00-00-00-00-0A,panda,"ES Rev B2",0042,imaging-1.example.com,\
      proxr://relay-1.example.com/bank1/relay2,sut://10.0.0.2:20701,ping:10.0.0.2,3
      """;

  private static final List<InventoryRecord> DEVICES =
      List.of(
          new InventoryRecord(
              1,
              new Device(
                  "panda-1", "panda-1.example.com", "02:00:00:00:00:01", "", "panda", Map.of()),
              "ES Rev B2",
              "",
              Map.of()),
          new InventoryRecord(
              2,
              new Device(
                  "panda-2",
                  "10.0.0.2",
                  "02-00-00-00-00-0A",
                  "0042",
                  "panda",
                  Map.of("shelf", "3")),
              "ES Rev B2",
              "imaging-1.example.com",
              Map.of(
                  "power",
                  "proxr://relay-1.example.com/bank1/relay2",
                  "agent",
                  "sut://10.0.0.2:20701",
                  "probe",
                  "ping:10.0.0.2")));

  @TempDir private Path directory;

  @Test
  void whoNamesNoFileIsToldSoWhenItIsRead() {
    InventorySource unset = source(new FileSettings(Optional.empty()));

    assertThatThrownBy(() -> unset.devices(Deadline.in(Duration.ofMinutes(1))))
        .hasMessageContaining("mozpool.plugins.settings.file.file: expected a path");
  }

  @Test
  void aFileOfAnotherKindIsRefused() {
    assertThatThrownBy(() -> new FileSettings(Optional.of(Path.of("boards.txt"))))
        .hasMessage("file: expected a name that ends in .yaml, .yml or .csv, not 'boards.txt'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "directory.yaml"})
  void whatIsNoFileIsUnreachable(String name) throws IOException {
    Files.createDirectory(directory.resolve("directory.yaml"));

    failure(directory.resolve(name.isEmpty() ? "none.csv" : name))
        .returns(Reason.UNREACHABLE, DriverException::reason)
        .hasMessageEndingWith(": expected a file, there is none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "panda-2                | 'panda-1'            | line 9: expected a name, an id and a mac"
            + " of its own, name panda-1 is that of line 3",
        "'id: 2'                | 'id: 1'              | line 9: expected a name, an id and a mac"
            + " of its own, id 1 is that of line 3",
        "02-00-00-00-00-0A      | '02:00:00:00:00:01'  | line 9: expected a name, an id and a mac"
            + " of its own, mac 02:00:00:00:00:01 is that of line 3",
        "'id: 2'                | 'id: two'            | line 9: device panda-2: id: expected a"
            + " whole number of at most 18 digits, not 'two'",
        "'id: 2'                | 'id:'                | line 9: device panda-2: id: missing",
        "'name: panda-2'        | 'name: ~'            | line 9: name: missing",
        "'mac: 02-00'           | 'mac: # 02-00'       | line 9: device panda-2: mac: missing",
        "'serial: 0042'         | 'serail: 0042'       | line 9: device panda-2: serail: unknown"
            + " key, expected one of [name, fqdn,",
        "'serial: 0042'         | 'id: 3'              | line 15: key 'id' is given twice",
        "'serial: 0042'         | 'serial: [0042]'     | line 15: expected a value, not a sequence",
        "'{ shelf: 3, note: }'  | shelf                | line 20: expected names with values, not a"
            + " scalar",
        "'{ shelf: 3, note: }'  | '{ shelf: {a: 1} }'  | line 20: expected a value, not a mapping",
        "'serial: 0042'         | '\"serial'           | line 21: no YAML",
        "'devices:'             | 'boards:'            | expected the key 'devices' and no other,"
            + " got [boards]",
      })
  void whatIsWrongInYamlIsNamedWithItsLine(String right, String wrong, String told)
      throws IOException {
    failure(write("boards.yaml", YAML.replace(right, wrong)))
        .returns(Reason.GARBLED, DriverException::reason)
        .hasMessageStartingWith(directory.resolve("boards.yaml") + ": " + told);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'expected a key ''devices'', the file is empty'",
    "devices, 'line 1: expected a key ''devices'', not a scalar'",
    "devices:, 'line 1: expected a list of devices, not a scalar'",
    "'devices: [1]', 'line 1: expected the keys of a device, not a scalar'"
  })
  void yamlWithoutAListOfDevicesIsGarbled(String text, String told) throws IOException {
    failure(write("boards.yml", text)).hasMessageEndingWith(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name,      | 'nom,'  | line 2: nom: unknown key, expected one of [name, fqdn,",
        "fqdn,      | 'name,' | no CSV: The header contains a duplicate name",
        "'\"ES Rev B2\"' | 'a,b'   | line 3: expected 12 columns, got 13",
        "',3'       | ''      | line 3: expected 12 columns, got 11",
        "0042       | '\"x\"y'| no CSV: ",
        "panda-2    | ''      | line 3: name: missing",
        "panda-2    | panda-1 | line 3: expected a name, an id and a mac of its own, name panda-1"
            + " is that of line 2"
      })
  void whatIsWrongInCsvIsNamedWithItsLine(String right, String wrong, String told)
      throws IOException {
    failure(write("boards.csv", CSV.replace(right, wrong)))
        .returns(Reason.GARBLED, DriverException::reason)
        .hasMessageStartingWith(directory.resolve("boards.csv") + ": " + told);
  }

  @Test
  void anEmptyCsvIsGarbled() throws IOException {
    failure(write("boards.csv", "")).hasMessageEndingWith("the file is empty");
  }

  @Test
  void anotherEncodingIsGarbled() throws IOException {
    Path file = directory.resolve("boards.csv");
    Files.write(file, "name\nb\u00e4r\n".getBytes(StandardCharsets.ISO_8859_1));

    failure(file).hasMessageEndingWith(": expected text in UTF-8");
  }

  @Test
  void nothingIsReadAfterTheDeadline() {
    Deadline over = Deadline.in(Duration.ofMinutes(1));
    over.expire();

    assertThatThrownBy(() -> new FileInventory(write("boards.csv", CSV)).devices(over))
        .asInstanceOf(InstanceOfAssertFactories.throwable(DriverException.class))
        .returns(Reason.TIMED_OUT, DriverException::reason);
  }

  @Test
  void yamlAndCsvSayTheSame() throws Exception {
    assertThat(read(write("boards.yaml", YAML))).isEqualTo(DEVICES);
    assertThat(read(write("boards.csv", CSV))).isEqualTo(DEVICES);
    assertThat(read(write("from-a-spreadsheet.csv", "\uFEFF" + CSV.replace("\n", "\r\n"))))
        .isEqualTo(DEVICES);
  }

  @Test
  void aFileMayHaveNoDevicesYet() throws Exception {
    assertThat(read(write("boards.yaml", "devices: []"))).isEmpty();
    assertThat(read(write("boards.csv", "name,fqdn"))).isEmpty();
  }

  @Test
  void aFileMayHaveTenThousandBoards() throws Exception {
    String board = YAML.substring(YAML.indexOf("  - name: panda-2"));
    StringBuilder text = new StringBuilder("devices:\n");
    for (int i = 1; i <= 10_000; i++) {
      text.append(
          board
              .replace("panda-2", "panda-" + i)
              .replace("id: 2", "id: " + i)
              .replace("02-00-00-00-00-0A", "%012x".formatted(i)));
    }
    assertThat(text.length()).isGreaterThan(3 << 20);

    assertThat(read(write("boards.yaml", text.toString()))).hasSize(10_000);
  }

  @Test
  void aFileThatIsTooLargeIsNamedWithTheLimit() throws IOException {
    Path file = directory.resolve("boards.csv");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength((32L << 20) + 1);
    }
    failure(file).hasMessageEndingWith("expected at most 32 MiB, not 33554433 bytes");
  }

  @Test
  void theFileIsReadAnew() throws Exception {
    InventorySource source = source(new FileSettings(Optional.of(write("boards.csv", CSV))));
    write("boards.csv", CSV.lines().limit(2).reduce("", (text, line) -> text + line + "\n"));

    assertThat(source.devices(Deadline.in(Duration.ofMinutes(1)))).containsExactly(DEVICES.get(0));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static AbstractThrowableAssert<?, DriverException> failure(Path file) {
    return assertThat(Assertions.catchThrowable(() -> read(file)))
        .asInstanceOf(InstanceOfAssertFactories.throwable(DriverException.class));
  }

  private static List<InventoryRecord> read(Path file) throws Exception {
    return source(new FileSettings(Optional.of(file))).devices(Deadline.in(Duration.ofMinutes(1)));
  }

  private static InventorySource source(FileSettings settings) {
    return new FileFactory().create(settings, TestContext.in(Path.of("unused")));
  }
}
