package io.mozpool.plugins.proxr;

import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.power.PowerControl;
import io.mozpool.plugin.power.PowerDriver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Binds addresses to relays; the relays of one board share its connection. */
final class ProxrDriver implements PowerDriver {

  private final ProxrSettings settings;
  private final Map<String, RelayBoard> boards = new ConcurrentHashMap<>();

  ProxrDriver(ProxrSettings settings) {
    this.settings = settings;
  }

  @Override
  public PowerControl bind(DriverAddress text) {
    RelayAddress address = RelayAddress.of(text, settings.port());
    RelayBoard board =
        boards.computeIfAbsent(
            address.board(),
            name -> new RelayBoard(name, address.host(), address.port(), settings.settle()));
    return new RelayOutlet(board, address.bank(), address.relay());
  }
}
