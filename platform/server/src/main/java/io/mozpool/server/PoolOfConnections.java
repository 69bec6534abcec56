package io.mozpool.server;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.mozpool.server.database.OneWriter;
import jakarta.inject.Singleton;

/** What the settings of Micronaut's pool of connections cannot say. */
@Singleton
final class PoolOfConnections implements BeanCreatedEventListener<DatasourceConfiguration> {

  @Override
  public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> created) {
    OneWriter.ofEmbedded(created.getBean());
    return created.getBean();
  }
}
