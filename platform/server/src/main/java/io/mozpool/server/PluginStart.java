package io.mozpool.server;

import io.mozpool.host.Configuration;
import io.mozpool.host.PluginHost;
import io.mozpool.host.PluginsConfig;
import io.mozpool.host.Selection;
import io.mozpool.lifecycle.device.DeviceLifecycle;
import io.mozpool.plugin.BootFile;
import io.mozpool.plugin.BootFiles;
import io.mozpool.time.Role;
import io.mozpool.time.Threads;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Starts the plugins while the database is made ready. */
final class PluginStart {

  /** Answers nothing until the pool can. */
  private static final class LateBootFiles implements BootFiles {

    private volatile BootFiles files = (name, source) -> Optional.empty();

    @Override
    public Optional<BootFile> find(String requestedName, InetAddress source) {
      return files.find(requestedName, source);
    }

    @Override
    public Optional<BootFile> find(String requestedName, InetAddress source, String protocol) {
      return files.find(requestedName, source, protocol);
    }
  }

  private static final Duration ABANDONED = Duration.ofSeconds(10);

  private final LateBootFiles bootFiles = new LateBootFiles();
  private final CompletableFuture<PluginHost> host;

  PluginStart(Configuration configuration, Path data, Clock clock, Selection selection) {
    Path directory = PluginsConfig.of(configuration).directory();
    this.host =
        CompletableFuture.supplyAsync(
            () ->
                PluginHost.start(
                    configuration,
                    directory,
                    data.resolve("plugins"),
                    clock,
                    bootFiles,
                    selection.withTakenStages(DeviceLifecycle.ownNames())),
            task -> Threads.ofProcess().start(Role.BACKGROUND, "plugin-start", task));
  }

  /** Waits for the plugins; what stopped them is thrown. */
  PluginHost join() {
    try {
      return host.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Stops what was started, or will be; a start that follows finds their ports free. */
  void abandon() {
    host.thenAccept(PluginHost::close)
        .exceptionally(failure -> null)
        .completeOnTimeout(null, ABANDONED.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  /** From now on boards find their files. */
  void serve(BootFiles files) {
    bootFiles.files = files;
  }
}
