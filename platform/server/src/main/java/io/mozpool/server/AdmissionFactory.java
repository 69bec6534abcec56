package io.mozpool.server;

import io.micronaut.context.annotation.Factory;
import io.mozpool.server.admission.Hosts;
import io.mozpool.server.admission.Origins;
import io.mozpool.server.admission.PoolNames;
import io.mozpool.server.admission.RefusedCalls;
import io.mozpool.server.database.Database;
import io.mozpool.server.machine.Workers;
import io.mozpool.time.Time;
import jakarta.inject.Singleton;

/** Makes the parts that decide which calls are let in. */
@Factory
final class AdmissionFactory {

  @Singleton
  PoolNames poolNames(Database database, Workers workers, Time time) {
    return new PoolNames(database, workers, time::nanos);
  }

  @Singleton
  Hosts hosts(PoolNames names, ServerSettings settings) {
    return new Hosts(names, settings.fqdns(), settings.hosts());
  }

  @Singleton
  Origins origins(PoolNames names, ServerSettings settings) {
    return new Origins(names, settings.corsHosts());
  }

  @Singleton
  RefusedCalls refusedCalls(Time time) {
    return new RefusedCalls(time::nanos);
  }
}
