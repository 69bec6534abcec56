package io.mozpool.cli.admin;

import io.mozpool.cli.remote.ConfiguredRemote;
import io.mozpool.client.JsonObject;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mozpool image}: what devices can have on them, and what they boot to get it. */
@Command(
    name = "image",
    description = "Keeps the images, and what each hardware type boots to get them.")
public final class ImageCommand {

  @Mixin private ConfiguredRemote remote = new ConfiguredRemote();

  @Command(description = "Adds an image.")
  int add(@Parameters(paramLabel = "NAME") String name, @Mixin ImageOptions options)
      throws IOException {
    return Kind.IMAGE.add(remote, name, options::applyTo);
  }

  @Command(description = "Changes an image.")
  int modify(@Parameters(paramLabel = "NAME") String name, @Mixin ImageOptions options)
      throws IOException {
    return Kind.IMAGE.modify(remote, name, options::applyTo);
  }

  @Command(description = "Shows an image.")
  int show(@Parameters(paramLabel = "NAME") String name) throws IOException {
    return Kind.IMAGE.show(remote, name);
  }

  @Command(description = "Lists the images, hidden ones, too.")
  int list() throws IOException {
    return Kind.IMAGE.list(
        remote,
        "name",
        "boot_config_keys",
        "can_reuse",
        "hidden",
        "has_sut_agent",
        "installer",
        "links");
  }

  @Command(description = "Deletes an image.")
  int delete(@Parameters(paramLabel = "NAME") String name) throws IOException {
    return Kind.IMAGE.delete(remote, name);
  }

  @Command(
      description =
          "Lifts all that is held against an image: that boards failed to boot it, or their self-tests.")
  int trust(@Parameters(paramLabel = "NAME") String name) throws IOException {
    return Administration.run(
        remote,
        client -> remote.print(Kind.IMAGE.of(client, name, "trust").post(JsonObject.of(Map.of()))));
  }

  @Command(description = "Says what devices of a hardware type boot to get an image.")
  int link(
      @Parameters(paramLabel = "IMAGE") String image,
      @Parameters(paramLabel = "TYPE") String type,
      @Parameters(paramLabel = "MODEL") String model,
      @Parameters(paramLabel = "PXE-CONFIG") String pxeConfig)
      throws IOException {
    return Administration.run(
        remote,
        client ->
            remote.print(
                Kind.IMAGE
                    .of(client, image, "links", type, model)
                    .put(JsonObject.of(Map.of("pxe_config", pxeConfig)))));
  }

  @Command(description = "Takes back what was said by link.")
  int unlink(
      @Parameters(paramLabel = "IMAGE") String image,
      @Parameters(paramLabel = "TYPE") String type,
      @Parameters(paramLabel = "MODEL") String model)
      throws IOException {
    return Kind.IMAGE.delete(remote, image, "links", type, model);
  }
}
