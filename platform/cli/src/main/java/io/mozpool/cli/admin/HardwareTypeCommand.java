package io.mozpool.cli.admin;

import io.mozpool.cli.remote.ConfiguredRemote;
import io.mozpool.client.JsonObject;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mozpool hardware-type}: kinds of devices. */
@Command(name = "hardware-type", description = "Keeps the kinds of devices.")
public final class HardwareTypeCommand {

  @Mixin private ConfiguredRemote remote = new ConfiguredRemote();

  @Command(description = "Adds a hardware type.")
  int add(
      @Parameters(paramLabel = "TYPE") String type, @Parameters(paramLabel = "MODEL") String model)
      throws IOException {
    return Administration.run(
        remote,
        client ->
            remote.print(Kind.HARDWARE_TYPE.of(client, type, model).put(JsonObject.of(Map.of()))));
  }

  @Command(description = "Lists the hardware types.")
  int list() throws IOException {
    return Kind.HARDWARE_TYPE.list(remote, "type", "model");
  }

  @Command(description = "Deletes a hardware type.")
  int delete(
      @Parameters(paramLabel = "TYPE") String type, @Parameters(paramLabel = "MODEL") String model)
      throws IOException {
    return Kind.HARDWARE_TYPE.delete(remote, type, model);
  }
}
