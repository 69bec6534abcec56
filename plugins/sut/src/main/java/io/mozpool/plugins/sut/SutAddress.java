package io.mozpool.plugins.sut;

import io.mozpool.plugin.AddressTemplate;
import io.mozpool.plugin.DriverAddress;

/** Where an agent takes commands. */
record SutAddress(String host, int port) {

  private static final int COMMAND_PORT = 20701;

  static SutAddress of(DriverAddress address) {
    if (address.host().isEmpty() || !address.path().isEmpty() || !address.query().isEmpty()) {
      throw new IllegalArgumentException(
          "address '%s': expected sut://host or sut://host:port".formatted(address));
    }
    return new SutAddress(address.host(), address.portOr(COMMAND_PORT));
  }

  @Override
  public String toString() {
    return AddressTemplate.host(host) + ":" + port;
  }
}
