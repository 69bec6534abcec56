package io.mozpool.plugins.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.inventory.InventoryRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentationTest {

  private static final Path PAGE = Path.of("../../docs/plugins/inventory-source.md");

  @TempDir private Path directory;

  @Test
  void theExamplesAreReadAndSayTheSame() throws Exception {
    List<InventoryRecord> devices = read("boards.yaml");

    assertThat(devices).hasSize(2).isEqualTo(read("boards.csv"));
  }

  /** Reads the example that has this name. */
  private List<InventoryRecord> read(String name) throws Exception {
    Matcher example =
        Pattern.compile("(?s)```\\w+ " + Pattern.quote(name) + "\n(.*?)```")
            .matcher(Files.readString(PAGE));
    assertThat(example.find()).isTrue();
    Path file = Files.writeString(directory.resolve(name), example.group(1));
    return new FileInventory(file).devices(Deadline.in(Duration.ofMinutes(1)));
  }
}
