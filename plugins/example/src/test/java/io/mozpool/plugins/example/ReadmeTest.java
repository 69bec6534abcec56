package io.mozpool.plugins.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  private static final Path SOURCES = Path.of("src/main/java/io/mozpool/plugins/example");

  @Test
  void theReadmeQuotesThisPluginToTheLetter() throws IOException {
    String factory = Files.readString(SOURCES.resolve("TasmotaFactory.java"));
    String plug = Files.readString(SOURCES.resolve("TasmotaPlug.java"));

    List<String> quotes =
        Pattern.compile("(?s)```java\n(.*?)```")
            .matcher(Files.readString(Path.of("../../README.md")))
            .results()
            .map(block -> block.group(1))
            .toList();

    assertThat(quotes).hasSize(2);
    assertThat(factory).endsWith(quotes.get(0));
    assertThat(plug).contains(quotes.get(1));
  }
}
