package io.mozpool.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An Error that leaves a call is that call's, whatever it is, and the server goes on. */
@Timeout(60)
class ErrorsOfCallsTest {

  private static final Map<String, Error> ERRORS =
      Map.of(
          "memory", new OutOfMemoryError("Java heap space"),
          "stack", new StackOverflowError(),
          "link", new NoClassDefFoundError("io/mozpool/Gone"),
          "assertion", new AssertionError("broken"));

  @TempDir Path directory;
  private TestServer server;

  /** Calls that fail. */
  @Hidden
  @Controller("/test-errors")
  static class Failing {

    @Get("/blocking/{kind}/")
    @ExecuteOn(TaskExecutors.BLOCKING)
    String blocking(String kind) {
      throw ERRORS.get(kind);
    }

    @Get("/later/{kind}/")
    CompletableFuture<String> later(String kind) {
      return CompletableFuture.supplyAsync(() -> blocking(kind));
    }

    @Get("/loop/{kind}/")
    String loop(String kind) {
      throw ERRORS.get(kind);
    }
  }

  @BeforeEach
  void open() {
    server = TestServer.start(directory);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"blocking", "later", "loop"})
  void anErrorOfACallIsAnswered(String way) {
    for (String kind : ERRORS.keySet()) {
      Answer answer = server.get("/test-errors/" + way + "/" + kind + "/");
      assertThat(answer.status()).as(kind).isEqualTo(500);
    }
    assertThat(server.get("/api/version/").status()).isEqualTo(200);
  }
}
