package io.mozpool.server.request;

import io.mozpool.server.machine.Arguments;
import io.mozpool.server.machine.Machine;
import io.mozpool.server.machine.MachineParts;
import io.mozpool.server.machine.Outcome;
import io.mozpool.server.machine.Peers;
import io.mozpool.server.machine.Peers.Cause;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells requests, of other servers too, how the imaging of their devices ended. Any thread may
 * call.
 */
final class ImagingResults {

  private static final Logger LOG = LoggerFactory.getLogger(ImagingResults.class);

  private static final String HOLDER =
      "select r.request_id, r.imaging_result, q.imaging_server_id, d.imaging_server_id"
          + " from device_requests r join requests q on q.id = r.request_id"
          + " join devices d on d.id = r.device_id"
          + " where r.device_id = ? and r.imaging_result is not null and q.state <> 'ready'";

  private static final String FINISHED = "lifeguard_finished";

  /** The holder of a device, and how the imaging ended. */
  private record Holder(long request, String result, long server, long deviceServer) {

    static Holder read(ResultSet row) throws SQLException {
      return new Holder(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4));
    }
  }

  private final MachineParts parts;
  private final Peers peers;
  private final Machine<?, ?, ?, ?> machine;

  ImagingResults(MachineParts parts, Peers peers, Machine<?, ?, ?, ?> machine) {
    this.parts = parts;
    this.peers = peers;
    this.machine = machine;
  }

  /** Tells the request that holds a device, if one waits for it. */
  void tell(long device) {
    parts.database().first(Holder::read, HOLDER, device).ifPresent(holder -> tell(holder, device));
  }

  /** Its loss is made good by the request's own look at the stored result. */
  private void tell(Holder holder, long device) {
    Map<String, String> arguments =
        Map.of(RequestKind.RESULT, holder.result(), RequestKind.FROM_DEVICE, Long.toString(device));
    if (parts.leases().of(holder.server()).isPresent()) {
      machine.event(holder.request(), FINISHED, new Arguments(arguments));
    } else {
      Cause cause = new Cause(holder.deviceServer(), holder.request());
      peers
          .tellRequest(cause, holder.server(), FINISHED, arguments)
          .exceptionally(
              failure -> {
                LOG.warn("request {} was not told: {}", holder.request(), Peers.reason(failure));
                return new Outcome(false, "", "");
              });
    }
  }
}
