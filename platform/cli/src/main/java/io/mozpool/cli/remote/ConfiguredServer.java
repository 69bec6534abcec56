package io.mozpool.cli.remote;

import io.mozpool.host.Configuration;
import io.mozpool.plugin.Setting;
import java.net.URI;
import java.util.Set;

/** Where on this host the server of a configuration serves. */
final class ConfiguredServer {

  static final URI STANDARD = URI.create("http://localhost:8010");

  private static final Set<String> ANYWHERE = Set.of("0.0.0.0", "::", "[::]");

  /** The settings that say it. */
  record Address(
      @Setting(value = "", defaultValue = "localhost") String listen,
      @Setting(value = "", defaultValue = "8010") int port) {}

  private ConfiguredServer() {}

  static URI of(Configuration configuration) {
    Address address = configuration.bind("mozpool", Address.class, configuration.keys("mozpool"));
    String host = ANYWHERE.contains(address.listen) ? "localhost" : address.listen;
    boolean bare = host.contains(":") && !host.startsWith("[");
    return URI.create("http://" + (bare ? "[" + host + "]" : host) + ":" + address.port);
  }
}
