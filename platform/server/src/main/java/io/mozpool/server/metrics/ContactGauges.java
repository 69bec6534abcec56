package io.mozpool.server.metrics;

import io.mozpool.server.contact.UnknownBoards;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;

/** Boards that are no devices. */
@Singleton
final class ContactGauges {

  private final UnknownBoards boards;

  ContactGauges(UnknownBoards boards) {
    this.boards = boards;
  }

  void register(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name("mozpool_unknown_boards")
        .help(
            "Boards that are no devices, and asked this server for files or sent it events in the"
                + " last day; at most 100.")
        .callback(gauge -> gauge.call(boards.list().size()))
        .register(registry);
    CounterWithCallback.builder()
        .name("mozpool_unknown_board_contacts")
        .help("Requests for boot files and events of boards that are no devices.")
        .callback(counter -> counter.call((double) boards.contacts()))
        .register(registry);
  }
}
