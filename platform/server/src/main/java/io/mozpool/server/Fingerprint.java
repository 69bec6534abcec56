package io.mozpool.server;

import io.mozpool.host.PluginHost;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a server must have in common with one that it takes over for: another program or plugin may
 * not know the states of its machines.
 */
final class Fingerprint {

  private Fingerprint() {}

  /** Of this program and its plugins, those that failed among them: 64 hexadecimal digits. */
  static String of(PluginHost host) {
    String version =
        Optional.ofNullable(Fingerprint.class.getPackage().getImplementationVersion()).orElse("");
    String plugins =
        host.plugins().stream()
            .map(plugin -> plugin.id() + " " + plugin.version() + " " + plugin.state())
            .sorted()
            .collect(Collectors.joining("\n"));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest((version + "\n" + plugins).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
