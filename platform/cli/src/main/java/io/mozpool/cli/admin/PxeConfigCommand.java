package io.mozpool.cli.admin;

import io.mozpool.cli.remote.Remote;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mozpool pxe-config}: what devices boot from the network. */
@Command(
    name = "pxe-config",
    description = "Keeps what devices can boot from the network.",
    footer = {"", "The configuration file is $MOZPOOL_CONFIG here: --config is a PXE config's."})
public final class PxeConfigCommand {

  @Mixin private Remote remote = new Remote();

  @Command(description = "Adds a PXE config.")
  int add(@Parameters(paramLabel = "NAME") String name, @Mixin PxeConfigOptions options)
      throws IOException {
    if (!options.hasContents()) {
      throw remote.misuse("expected --config with the file that holds its contents");
    }
    return Kind.PXE_CONFIG.add(remote, name, options.change(remote));
  }

  @Command(description = "Changes a PXE config.")
  int modify(@Parameters(paramLabel = "NAME") String name, @Mixin PxeConfigOptions options)
      throws IOException {
    return Kind.PXE_CONFIG.modify(remote, name, options.change(remote));
  }

  @Command(description = "Shows a PXE config.")
  int show(@Parameters(paramLabel = "NAME") String name) throws IOException {
    return Kind.PXE_CONFIG.show(remote, name);
  }

  @Command(description = "Lists the PXE configs.")
  int list() throws IOException {
    return Kind.PXE_CONFIG.list(remote, "name", "active", "description");
  }

  @Command(description = "Deletes a PXE config.")
  int delete(@Parameters(paramLabel = "NAME") String name) throws IOException {
    return Kind.PXE_CONFIG.delete(remote, name);
  }
}
