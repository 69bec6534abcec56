package io.mozpool.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.cli.server.RunningServer;
import io.mozpool.client.JsonObject;
import io.mozpool.client.MozpoolClient;
import io.mozpool.host.Configuration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A catalogue as a file, against a server. */
@Timeout(120)
class CatalogueTest {

  private static final String SET_UP =
      """
      hardware_types:
        - { type: panda, model: ES Rev B2 }
      pxe_configs:
        - name: panda-b2g
          description: installs B2G
          contents: |
            DEFAULT b2g
            APPEND url=http://%SERVER%/b2g.sh ${net0/ip}
      images:
        - { name: b2g, boot_config_keys: [b2gbase], has_sut_agent: true }
        - { name: self-test, hidden: true }
      links:
        - { image: b2g, type: panda, model: ES Rev B2, pxe_config: panda-b2g }
      """;

  @TempDir private Path directory;
  private RunningServer server;

  @BeforeEach
  void open() throws IOException {
    server = open("one");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aSetUpIsTriedThenStoredAndTheSecondTimeThereIsNothingToDo() throws IOException {
    String everything =
        """
        add hardware type panda / ES Rev B2
        add PXE config panda-b2g
        add image b2g
        add image self-test
        add link b2g / panda / ES Rev B2
        5 added, 0 changed, 0 unchanged\
        """;

    assertThat(apply(SET_UP, "--dry-run")).isEqualTo(everything + "; nothing was changed\n");
    assertThat(client().at("admin", "images").get().list("images")).isEmpty();

    assertThat(apply(SET_UP)).isEqualTo(everything + "\n");
    assertThat(apply(SET_UP)).isEqualTo("nothing to change\n");
    assertThat(client().at("admin", "images", "b2g").get())
        .hasToString(
            "{\"name\":\"b2g\",\"boot_config_keys\":[\"b2gbase\"],\"can_reuse\":false,"
                + "\"hidden\":false,\"has_sut_agent\":true,\"installer\":null,\"links\":"
                + "[{\"type\":\"panda\",\"model\":\"ES Rev B2\",\"pxe_config\":\"panda-b2g\"}]}");
    assertThat(client().at("admin", "pxe-configs", "panda-b2g").get().text("contents"))
        .isEqualTo("DEFAULT b2g\nAPPEND url=http://%SERVER%/b2g.sh ${net0/ip}\n");
  }

  @Test
  void onlyWhatTheFileNamesIsChanged() throws IOException {
    apply(SET_UP);

    String changed =
        apply(
            """
            pxe_configs: [{ name: other, contents: x, active: false }]
            images: [{ name: b2g, can_reuse: true, boot_config_keys: [b2gbase] }]
            links: [{ image: b2g, type: panda, model: ES Rev B2, pxe_config: other }]
            """);

    assertThat(changed)
        .isEqualTo(
            """
            add PXE config other
            change image b2g: can_reuse false -> true
            change link b2g / panda / ES Rev B2: pxe_config panda-b2g -> other
            1 added, 2 changed, 0 unchanged; 3 that the file does not name stay
            """);
    assertThat(client().at("admin", "images", "b2g").get().isTrue("has_sut_agent")).isTrue();
  }

  @Test
  void anExportIsTheSamePoolInThisAndInAnother() throws IOException {
    apply(SET_UP);
    fillWithOddities();
    String exported = call("export");

    assertThat(exported.chars()).allMatch(at -> at < 127);
    assertThat(call("export", "--json")).startsWith("{\"hardware_types\":[{\"type\":");
    assertThat(piped(exported)).isEqualTo("nothing to change\n");
    assertThat(piped(call("export", "--json"))).isEqualTo("nothing to change\n");

    server.close();
    server = open("other");
    piped(exported);
    assertThat(call("export")).isEqualTo(exported);
  }

  @Test
  void whatLeadsNowhereIsNamedBeforeAnythingIsChanged() throws IOException {
    Terminal terminal = new Terminal();

    int code =
        terminal.call(
            arguments(
                file(
                    SET_UP
                        + """
                          - { image: b3g, type: panda, model: B3, pxe_config: none }
                        """),
                "--dry-run"));

    assertThat(code).isEqualTo(2);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err())
        .isEqualTo(
            """
            mozpool: links[b3g, panda, B3].image: expected one of [b2g, self-test], not 'b3g'
            mozpool: links[b3g, panda, B3]: type and model: expected one of [panda / ES Rev B2], not 'panda / B3'
            mozpool: links[b3g, panda, B3].pxe_config: expected one of [panda-b2g], not 'none'
            """);
  }

  @Test
  void anInstallerThatNoPluginBringsAndContentsThatAreMissingAreNamed() throws IOException {
    Terminal terminal = new Terminal();

    assertThat(
            terminal.call(
                arguments(
                    file(
                        """
                        images: [{ name: good }, { name: b2g, installer: b3g }]
                        pxe_configs: [{ name: empty }]
                        """))))
        .isEqualTo(2);

    assertThat(terminal.err())
        .isEqualTo(
            """
            mozpool: pxe_configs[empty].contents: missing, expected a text
            mozpool: images[b2g].installer: expected one of [], not 'b3g'
            """);
    assertThat(client().at("admin", "images").get().list("images")).isEmpty();
  }

  /** Names that YAML takes for something else, and texts that it would rather not write. */
  private void fillWithOddities() throws IOException {
    for (String name : List.of("null", "true", "0042", "~", "a: b", "# x", "<<", "ö", "-")) {
      put(Map.of("boot_config_keys", List.of("no", name)), "images", name);
    }
    List<String> texts =
        List.of(
            "a\r\nb\r\n",
            "\ttab\n trailing \n\n",
            "  leading\nno end",
            "---\n...\n",
            "grüße \u202e\u2028 \u0007 \ud83d\ude00\n",
            "'\"\\ %SERVER% {{x}} &a *b !c",
            "null");
    for (int i = 0; i < texts.size(); i++) {
      Map<String, String> config =
          Map.of("contents", texts.get(i), "description", texts.get(i).strip());
      put(config, "pxe-configs", "odd-" + i);
    }
  }

  private void put(Map<String, ?> body, String kind, String name) throws IOException {
    client().at("admin", kind, name).put(JsonObject.of(body));
  }

  private String apply(String text, String... more) throws IOException {
    return call(file(text), more);
  }

  private String piped(String text) {
    InputStream terminal = System.in;
    System.setIn(new ByteArrayInputStream(text.getBytes(UTF_8)));
    try {
      return call("apply", "-f", "-");
    } finally {
      System.setIn(terminal);
    }
  }

  private String call(Path file, String... more) {
    return called(arguments(file, more));
  }

  private String call(String... words) {
    return called(
        Stream.concat(Stream.of(words), Stream.of("--server", server.url().toString()))
            .toArray(String[]::new));
  }

  private static String called(String... words) {
    Terminal terminal = new Terminal();
    assertThat(terminal.call(words)).as(terminal.err()).isZero();
    return terminal.out();
  }

  private String[] arguments(Path file, String... more) {
    return Stream.concat(
            Stream.of("apply", "-f", file.toString(), "--server", server.url().toString()),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("catalogue.yaml"), text);
  }

  private MozpoolClient client() {
    return new MozpoolClient(server.url());
  }

  private RunningServer open(String name) throws IOException {
    Path home = Files.createDirectory(directory.resolve(name));
    Files.createDirectory(home.resolve("plugins"));
    Path config = Files.writeString(home.resolve("mozpool.yml"), "mozpool: { data: . }");
    return RunningServer.forAdministration(Configuration.load(config));
  }
}
