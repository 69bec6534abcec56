package io.mozpool.cli.catalogue;

import io.mozpool.cli.admin.Administration;
import io.mozpool.cli.remote.ConfiguredRemote;
import io.mozpool.client.JsonObject;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mozpool export}: writes the catalogue of a pool as a file. */
@Command(
    name = "export",
    description =
        "Prints the pool's hardware types, PXE configs, images and links, as 'mozpool apply' takes"
            + " them.")
public final class ExportCommand implements Callable<Integer> {

  @Mixin private ConfiguredRemote remote = new ConfiguredRemote();

  @Override
  public Integer call() throws IOException {
    return Administration.run(
        remote,
        client -> {
          JsonObject document = CatalogueDocument.of(StoredCatalogue.read(client));
          return remote.print(document, CatalogueDocument::yaml);
        });
  }
}
