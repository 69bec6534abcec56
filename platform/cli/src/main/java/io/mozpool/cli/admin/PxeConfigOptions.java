package io.mozpool.cli.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mozpool.cli.remote.Remote;
import io.mozpool.client.JsonObject;
import io.mozpool.host.FileReason;
import io.mozpool.server.text.TextLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a PXE config is like. What is not given stays as it is. */
final class PxeConfigOptions {

  private static final Path STANDARD_INPUT = Path.of("-");

  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  private @Nullable String description;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The file with its contents; - for standard input.")
  private @Nullable Path file;

  @Option(names = "--active", description = "It can be booted (so is a new one).")
  private boolean active;

  @Option(names = "--inactive", description = "It is kept, and cannot be booted.")
  private boolean inactive;

  boolean hasContents() {
    return file != null;
  }

  /** What it does to one. Files are read now, so that nothing is asked of a server without them. */
  UnaryOperator<JsonObject> change(Remote remote) throws IOException {
    if (active && inactive) {
      throw remote.misuse("expected --active or --inactive, not both");
    }
    String contents = file == null ? null : contents(file);
    if (contents != null) {
      Optional<String> problem = TextLimit.PXE_CONFIG.problem("contents", contents);
      if (problem.isPresent()) {
        throw remote.misuse(problem.get());
      }
    }
    return config -> {
      JsonObject changed = config;
      if (description != null) {
        changed = changed.with("description", description);
      }
      if (contents != null) {
        changed = changed.with("contents", contents);
      }
      return active || inactive ? changed.with("active", active) : changed;
    };
  }

  private static String contents(Path file) throws IOException {
    try {
      return file.equals(STANDARD_INPUT)
          ? new String(System.in.readAllBytes(), UTF_8)
          : Files.readString(file);
    } catch (IOException e) { // of which not all name the file
      throw new IOException("--config %s: %s".formatted(file, FileReason.of(e)), e);
    }
  }
}
