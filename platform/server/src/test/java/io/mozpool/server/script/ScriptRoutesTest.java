package io.mozpool.server.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.web.router.Router;
import io.mozpool.server.Answer;
import io.mozpool.server.ServerSettings;
import io.mozpool.server.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts and images over HTTP, and nothing else of the disk. */
@Timeout(60)
class ScriptRoutesTest {

  private static final String LETTERS = "abcdefghij";

  @TempDir static Path directory;
  private static TestServer server;

  @BeforeAll
  static void open() throws Exception {
    Path ours = Files.createDirectories(directory.resolve("home/scripts"));
    Path theirs = Files.createDirectories(directory.resolve("operator"));
    Files.writeString(directory.resolve("secret"), "secret");
    Files.writeString(ours.resolve("letters"), LETTERS);
    Files.writeString(ours.resolve("init.sh"), "of the distribution");
    Files.writeString(theirs.resolve("init.sh"), "of the operator");
    Files.writeString(Files.createDirectory(theirs.resolve("b2g")).resolve("a b.tar"), "tar");
    Files.createFile(theirs.resolve("empty"));
    Path artifacts = Files.createDirectories(directory.resolve("artifacts"));
    Files.writeString(Files.createDirectory(artifacts.resolve("android")).resolve("letters"), "az");
    Files.createSymbolicLink(artifacts.resolve("out"), directory.resolve("secret"));
    Files.createSymbolicLink(theirs.resolve("out"), directory.resolve("secret"));
    Files.createSymbolicLink(theirs.resolve("up"), directory);
    Files.createSymbolicLink(theirs.resolve("within"), theirs.resolve("init.sh"));
    server =
        TestServer.start(
            directory.resolve("data"),
            Map.of(
                "scripts", theirs,
                "home", directory.resolve("home").toString(),
                "directories.artifacts", artifacts.toString()));
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/scripts/",
        "/scripts/nothing",
        "/scripts/b2g",
        "/scripts/b2g/",
        "/scripts/b2g/nothing",
        "/scripts/letters/more",
        "/scripts/../secret",
        "/scripts/../../secret",
        "/scripts/%2e%2e/secret",
        "/scripts/..%2fsecret",
        "/scripts/%2e%2e%2fsecret",
        "/scripts/..%2f..%2fsecret",
        "/scripts/..%5csecret",
        "/scripts/b2g/../../secret",
        "/scripts/out",
        "/scripts/up/secret",
        "/scripts//etc/hostname",
        "/scripts/%2fetc%2fhostname",
        "/scripts/android/letters",
        "/artifacts/",
        "/artifacts/letters",
        "/artifacts/android",
        "/artifacts/out",
        "/artifacts/../secret",
        "/artifacts/..%2fsecret",
        "/squashfs/letters"
      })
  void whatIsNotInTheDirectoriesIsNotThere(String path) {
    Answer answer = server.get(path);

    assertThat(answer.status()).as(answer.body()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).doesNotContain(directory.toString());
    assertThat(server.send("HEAD", path, null).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/scripts/%00", "/scripts/letters%00.sh"})
  void aNameThatNoFileHasIsRefused(String path) {
    assertThat(server.get(path).status()).isEqualTo(400);
  }

  @Test
  void aRangeBehindTheEndCannotBeHad() {
    Answer answer = range("bytes=10-");

    assertThat(answer.status()).isEqualTo(416);
    assertThat(answer.header("Content-Range")).contains("bytes */10");
  }

  @Test
  void aFileIsServedWhole() {
    Answer answer = server.get("/scripts/letters");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(LETTERS);
    assertThat(answer.header("Content-Length")).contains("10");
    assertThat(answer.header("Accept-Ranges")).contains("bytes");
    assertThat(answer.header("ETag").orElseThrow()).matches("\"[0-9a-f]+-a\"");
  }

  @Test
  void aDirectoryOfASettingIsServedInTheSameWay() {
    Answer answer = server.send("GET", "/artifacts/android/letters", null, "Range", "bytes=1-");

    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo("z");
    assertThat(server.send("HEAD", "/artifacts/android/letters", null).header("Content-Length"))
        .contains("2");
    assertThat(server.send("POST", "/artifacts/android/letters", "").status()).isEqualTo(405);
  }

  @Test
  void aDocumentThatIsServedRunsNoScripts() throws Exception {
    for (String name : List.of("page.html", "page.svg", "page.xml")) {
      Files.writeString(directory.resolve("artifacts").resolve(name), "<script>");
      Files.writeString(directory.resolve("operator").resolve(name), "<script>");
      for (String place : List.of("artifacts", "scripts")) {
        assertThat(server.get("/" + place + "/" + name).header("Content-Security-Policy"))
            .as(place + "/" + name)
            .contains("sandbox");
      }
    }
  }

  @Test
  void noPathOfTheServersOwnCanBeTheNameOfADirectory() {
    Pattern first = Pattern.compile("^/([\\w-]+)");
    List<String> own =
        server
            .part(Router.class)
            .uriRoutes()
            .flatMap(route -> first.matcher(route.getUriMatchTemplate().toString()).results())
            .map(match -> match.group(1))
            .filter(name -> !name.equals("artifacts") && !name.startsWith("test-"))
            .distinct()
            .toList();

    assertThat(own)
        .contains("api", "devices", "scripts")
        .allSatisfy(
            name ->
                assertThatThrownBy(
                        () ->
                            ServerSettings.of(
                                TestServer.configuration(
                                    directory, Map.of("directories." + name, "/srv"))))
                    .hasMessageStartingWith("mozpool.directories: "));
  }

  @Test
  void headSaysTheSameWithoutTheBytes() {
    Answer get = server.get("/scripts/letters");
    Answer head = server.send("HEAD", "/scripts/letters", null);

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String header : new String[] {"Content-Length", "ETag", "Content-Type"}) {
      assertThat(head.header(header)).as(header).isPresent().isEqualTo(get.header(header));
    }
    assertThat(server.send("HEAD", "/scripts/letters", null, "Range", "bytes=2-4").status())
        .isEqualTo(200);
  }

  @Test
  void aFileOfTheOperatorWins() {
    assertThat(server.get("/scripts/init.sh").body()).isEqualTo("of the operator");
  }

  @Test
  void oneSpellingIsLookedUp() {
    assertThat(server.get("/scripts//b2g/./a%20b.tar").body()).isEqualTo("tar");
    assertThat(server.get("/scripts/b2g%5ca%20b.tar").body()).isEqualTo("tar");
  }

  @Test
  void aLinkWithinTheDirectoryIsFollowed() {
    assertThat(server.get("/scripts/within").body()).isEqualTo("of the operator");
  }

  @Test
  void filesMayBeEmptyOrInSubdirectoriesWithAnyName() {
    assertThat(server.get("/scripts/empty").status()).isEqualTo(200);
    assertThat(server.get("/scripts/empty").body()).isEmpty();
    assertThat(server.get("/scripts/b2g/a%20b.tar").body()).isEqualTo("tar");
  }

  @Test
  void aPartIsServed() {
    Answer answer = range("bytes=2-4");

    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo("cde");
    assertThat(answer.header("Content-Range")).contains("bytes 2-4/10");
    assertThat(answer.header("Content-Length")).contains("3");
    assertThat(range("bytes=7-").body()).isEqualTo("hij");
    assertThat(range("bytes=-2").body()).isEqualTo("ij");
    assertThat(range("bytes=1-2,4-5").body()).isEqualTo(LETTERS);
  }

  @Test
  void whoKnowsTheFileGetsNoneOfIt() {
    String tag = server.get("/scripts/letters").header("ETag").orElseThrow();

    Answer known = get("If-None-Match", "\"other\", " + tag);
    assertThat(known.status()).isEqualTo(304);
    assertThat(known.body()).isEmpty();
    assertThat(known.header("ETag")).contains(tag);
    assertThat(get("If-None-Match", "\"other\"").status()).isEqualTo(200);
  }

  @Test
  void aPartOfAnotherFileIsNotContinued() {
    String tag = server.get("/scripts/letters").header("ETag").orElseThrow();

    assertThat(get("Range", "bytes=7-", "If-Range", tag).body()).isEqualTo("hij");
    assertThat(get("Range", "bytes=7-", "If-Range", "\"other\"").body()).isEqualTo(LETTERS);
  }

  private static Answer range(String range) {
    return get("Range", range);
  }

  private static Answer get(String... headers) {
    return server.send("GET", "/scripts/letters", null, headers);
  }
}
