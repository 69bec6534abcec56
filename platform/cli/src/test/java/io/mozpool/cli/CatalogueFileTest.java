package io.mozpool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that {@code mozpool apply} refuses before it asks a server. */
class CatalogueFileTest {

  private static final String NOBODY = "http://127.0.0.1:1";

  private final Terminal terminal = new Terminal();

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "x | FILE: expected some of the keys [hardware_types, pxe_configs, images, links], not 'x'",
        "{imgaes: []} | imgaes: unknown key, expected one of [hardware_types, pxe_configs, images,"
            + " links]",
        "images: b2g | images: expected a list, not 'b2g'",
        "images: [b2g] | images[#1]: expected the keys [name, boot_config_keys, can_reuse, hidden,"
            + " has_sut_agent, installer], not 'b2g'",
        "images: [{hidden: true}] | images[#1].name: missing, expected a text of 1 to 64"
            + " characters that a path can hold",
        "images: [{name: ''}] | images[#1].name: expected a text of 1 to 64 characters that a path"
            + " can hold, not ''",
        "images: [{name: [a]}] | images[#1].name: expected a text of 1 to 64 characters that a path"
            + " can hold, not a list",
        "images: [{name: a, hiden: true}] | images[a].hiden: unknown key, expected one of [name,"
            + " boot_config_keys, can_reuse, hidden, has_sut_agent, installer]",
        "images: [{name: a, hidden: yes}] | images[a].hidden: expected true or false, not 'yes'",
        "images: [{name: a, hidden: }] | images[a].hidden: expected true or false, not 'null'",
        "images: [{name: a, boot_config_keys: b}] | images[a].boot_config_keys: expected a list of"
            + " texts of 1 to 255 characters, not 'b'",
        "images: [{name: a, boot_config_keys: [[]]}] | images[a].boot_config_keys: expected a list"
            + " of texts of 1 to 255 characters, not a list",
        "images: [{name: a}, {name: a}] | images[a]: is there twice, expected once",
        "images: [{name: a, links: []}] | images[a].links: unknown key, expected one of [name,"
            + " boot_config_keys, can_reuse, hidden, has_sut_agent, installer]",
        "hardware_types: [{type: panda}] | hardware_types[#1].model: missing, expected a text of 1"
            + " to 64 characters that a path can hold",
        "links: [{image: a, type: b, model: c, pxe_config: 3.5, to: d}] | links[a, b, c].to:"
            + " unknown key, expected one of [image, type, model, pxe_config]",
        "pxe_configs: [{name: a, contents: {}}] | pxe_configs[a].contents: expected a text, not"
            + " a map"
      })
  void oneFaultIsNamedWithItsKeyItsValueAndWhatWasExpected(String text, String problem)
      throws IOException {
    Path file = apply(text);

    assertThat(terminal.err())
        .isEqualTo("mozpool: " + problem.replace("FILE", file.toString()) + "\n");
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void allFaultsAreNamedAtOnce() throws IOException {
    apply("images: [{name: a, hidden: 1}]\npxe_configs: 7\nlinks: [1]\n");

    assertThat(terminal.err()).hasLineCount(3);
  }

  @Test
  void aTextThatIsTooLongIsNamedAndNotRepeated() throws IOException {
    apply(
        "pxe_configs: [{name: a, contents: %s, description: %s}]"
            .formatted("c".repeat(65_537), "d".repeat(256)));

    assertThat(terminal.err())
        .contains("pxe_configs[a].contents: expected at most 65536 bytes of UTF-8, not 65537 bytes")
        .contains("pxe_configs[a].description: expected a text of at most 255 characters, not 'ddd")
        .hasSizeLessThan(600);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "images: [{name: ..}]",
        "images: [{name: '\uD83D\uDE00{33}'}]",
        "images: [{name: \"\\ud800\"}]",
        "images: &a [{name: *a}]",
        "images: [{name: &b [x, *b]}]",
        "a: &a [x, x]\nb: &b [*a, *a, *a]\nimages: [{name: *b}]",
        "images: [{name: !!int x}]",
        "images: [{name: !!binary aGVsbG8=}]"
      })
  void whatTheServerWouldRefuseIsRefusedBeforeItIsAsked(String text) throws IOException {
    apply(text.replace("\uD83D\uDE00{33}", "\uD83D\uDE00".repeat(33)));

    assertThat(terminal.err()).startsWith("mozpool: ").doesNotContain("\tat ").hasSizeLessThan(900);
  }

  @Test
  void whatIsNoYamlOrNoTextIsRefused() throws IOException {
    Path file = apply("images: [");
    assertThat(terminal.err()).startsWith("mozpool: " + file + " is not valid YAML: ");

    Path latin = Files.write(directory.resolve("latin.yaml"), new byte[] {'#', (byte) 0xfc});
    Terminal second = new Terminal();
    assertThat(second.call("apply", "-f", latin.toString(), "--server", NOBODY)).isEqualTo(2);
    assertThat(second.err()).isEqualTo("mozpool: " + latin + ": expected text in UTF-8\n");
  }

  private Path apply(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("catalogue.yaml"), text);
    assertThat(terminal.call("apply", "-f", file.toString(), "--server", NOBODY)).isEqualTo(2);
    return file;
  }
}
