package io.mozpool.plugins.sut;

import io.mozpool.plugin.Deadline;
import java.io.IOException;
import java.net.Socket;
import org.apache.commons.net.DefaultSocketFactory;

/** Makes sockets that are closed when the host gives the call up, be it while they connect. */
final class ExpiringSockets extends DefaultSocketFactory {

  private final Deadline deadline;

  ExpiringSockets(Deadline deadline) {
    this.deadline = deadline;
  }

  @Override
  public Socket createSocket() throws IOException {
    return deadline.closeOnExpiry(super.createSocket());
  }
}
