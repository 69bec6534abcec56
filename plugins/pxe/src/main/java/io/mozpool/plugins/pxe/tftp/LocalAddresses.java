package io.mozpool.plugins.pxe.tftp;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;

/** The addresses that are to be served, as this host has them at the moment. */
@FunctionalInterface
interface LocalAddresses {

  List<InetAddress> read() throws IOException;

  /** Those that a setting stands for: itself, or all of its family, or all. */
  static LocalAddresses of(InetAddress listen) {
    if (!listen.isAnyLocalAddress()) {
      return () -> List.of(listen);
    }
    boolean both = !(listen instanceof Inet4Address);
    return () ->
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> both || address instanceof Inet4Address)
            .toList();
  }
}
