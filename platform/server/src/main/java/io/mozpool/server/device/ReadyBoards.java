package io.mozpool.server.device;

import io.mozpool.plugin.DriverException;
import io.mozpool.server.cluster.Leases;
import io.mozpool.server.database.Database;
import io.mozpool.server.device.HealthGate.Board;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The ready devices of this server that nobody holds, for the health gate. */
final class ReadyBoards implements HealthGate.Rack {

  private static final String READY =
      """
      select d.id, coalesce(t.type, '') from devices d left join hardware_types t on t.id = d.hardware_type_id
      where d.imaging_server_id in (%s) and d.state = 'ready'
        and not exists (select 1 from device_requests r where r.device_id = d.id)
      """;

  private final Database database;
  private final Leases leases;
  private final DeviceViews views;
  private final HealthCheck check;

  ReadyBoards(Database database, Leases leases, DeviceViews views, HealthCheck check) {
    this.database = database;
    this.leases = leases;
    this.views = views;
    this.check = check;
  }

  @Override
  public List<Board> ready() {
    return database.all(
        row -> new Board(row.getLong(1), row.getString(2)), READY.formatted(leases.servers()));
  }

  /** One that could not be reached does not answer: that may be the network, too. */
  @Override
  public CompletableFuture<Boolean> ask(Board board) {
    return views
        .load(board.id())
        .thenCompose(
            found ->
                found
                    .filter(view -> view.row().state().equals(DeviceKind.READY))
                    .filter(view -> view.request().isEmpty())
                    .flatMap(check::ask)
                    .orElseThrow(() -> new IllegalStateException("nothing can be asked")))
        .handle(
            (well, failure) -> {
              Throwable cause =
                  failure instanceof CompletionException ? failure.getCause() : failure;
              if (cause != null && !(cause instanceof DriverException)) {
                throw new CompletionException(cause);
              }
              return cause == null;
            });
  }
}
