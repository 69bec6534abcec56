package io.mozpool.cli.demo;

import io.mozpool.cli.server.Distribution;
import io.mozpool.cli.server.Lifetime;
import io.mozpool.cli.server.RunningServer;
import io.mozpool.client.MozpoolClient;
import io.mozpool.host.Configuration;
import io.mozpool.host.ConfigurationException;
import io.mozpool.host.PluginHost;
import io.mozpool.host.PluginInfo;
import io.mozpool.host.PluginInfo.State;
import io.mozpool.server.inventory.InventorySync;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.ExitCode;

/** The demo from its server's start to its end. */
final class Demo {

  private final PrintWriter out;
  private final PrintWriter err;
  private final Path file;
  private final String image;

  /**
   * @param file the configuration, for the user to try
   */
  Demo(PrintWriter out, PrintWriter err, Path file, String image) {
    this.out = out;
    this.err = err;
    this.file = file;
    this.image = image;
  }

  /**
   * Runs it.
   *
   * @param once whether it ends with the visit
   * @return the exit code
   */
  int run(Configuration configuration, PoolFile pool, boolean once) throws InterruptedException {
    Instant start = Instant.now();
    RunningServer server = RunningServer.create(configuration);
    try (Lifetime lifetime = Lifetime.of(server::close)) {
      checkPlugins(server.part(PluginHost.class));
      Catalogue catalogue = new Catalogue(server);
      catalogue.fill();
      catalogue.require(image);
      catalogue.adopt();
      server
          .part(InventorySync.class)
          .sync(true); // another number of boards is what the user wants
      server.open();
      URI url = URI.create("http://localhost:" + pool.http().port());
      boolean returned = visit(new MozpoolClient(url), pool, start, lifetime);
      tryNext(url);
      if (once) {
        return returned ? ExitCode.OK : ExitCode.SOFTWARE;
      }
      print("The server goes on at " + url + "/; Ctrl-C ends it.");
      lifetime.await();
      return ExitCode.OK;
    }
  }

  private boolean visit(MozpoolClient client, PoolFile pool, Instant start, Lifetime lifetime)
      throws InterruptedException {
    Watch watch = new Watch(client, Display.on(out), start);
    try {
      print(new Visit(client, watch, image, pool.rack().speed()).run().report());
      return true;
    } catch (VisitFailure | IOException e) {
      if (!lifetime.isOver()) { // else the user ended it, and knows
        err.println("mozpool demo: " + e.getMessage());
        err.flush();
      }
      return false;
    }
  }

  private void tryNext(URI url) {
    print(
        """
        Try next:
          curl '%1$s/api/device/list/?details'
          curl -d '{"assignee": "me", "duration": 3600, "image": "b2g", "b2gbase": "http://127.0.0.1/b2g"}' %1$s/api/device/any/request/
          %2$s server --config %3$s
        """
            .formatted(url, Distribution.command(), file));
  }

  private void print(String text) {
    out.println(text);
    out.flush();
  }

  private static void checkPlugins(PluginHost host) {
    for (PluginInfo plugin : host.plugins()) {
      if (plugin.state() == State.FAILED) {
        throw new ConfigurationException(
            "plugin %s failed: %s".formatted(plugin.id(), plugin.failure().orElse("no reason")));
      }
    }
  }
}
