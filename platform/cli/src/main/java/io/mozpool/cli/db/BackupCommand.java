package io.mozpool.cli.db;

import io.mozpool.cli.remote.ConfiguredRemote;
import io.mozpool.client.MozpoolClient;
import io.mozpool.client.UnreachableException;
import io.mozpool.host.PrivateFiles;
import io.mozpool.server.ServerSettings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mozpool db backup}: a copy of the embedded database, whether a server runs or not. */
@Command(
    name = "backup",
    description = {
      "Writes a copy of the embedded database to a zip file, from the running server or, where none"
          + " answers, from the configured directory.",
      "To restore it, unpack it into the directory mozpool.data of a server that does not run."
    })
final class BackupCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Mixin private ConfiguredRemote remote = new ConfiguredRemote();

  @Parameters(paramLabel = "FILE", description = "The zip file; it must not be there yet.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException, RefusedException {
    Path whole = file.toAbsolutePath();
    if (Files.exists(whole)) {
      throw new FileAlreadyExistsException(whole.toString());
    }
    Path part = whole.resolveSibling(whole.getFileName() + ".part");
    try {
      PrivateFiles.file(part); // all that the pool knows
      write(part);
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    remote.progress("%s: %,d bytes".formatted(file, Files.size(whole)));
    return ExitCode.OK;
  }

  private void write(Path part) throws IOException, RefusedException {
    MozpoolClient client = remote.client();
    if (remote.isNamed() || isThere(client)) {
      client.at("admin", "backup").within(PATIENCE).download(part);
    } else {
      PoolDatabase database = new PoolDatabase(ServerSettings.of(remote.config().load()));
      database.backup(part);
    }
  }

  private static boolean isThere(MozpoolClient client) throws IOException {
    try {
      client.version();
      return true;
    } catch (UnreachableException e) {
      return false;
    }
  }
}
