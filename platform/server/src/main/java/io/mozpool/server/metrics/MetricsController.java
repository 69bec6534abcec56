package io.mozpool.server.metrics;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** What Prometheus reads. */
@Controller("/metrics")
@Hidden
final class MetricsController {

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusRegistry registry;
  private final PrometheusTextFormatWriter writer =
      PrometheusTextFormatWriter.builder().setIncludeCreatedTimestamps(false).build();

  MetricsController(
      PrometheusRegistry registry,
      PoolGauges pool,
      BlameGauges blame,
      ContactGauges contacts,
      ServerGauges server,
      PluginGauges plugins) {
    this.registry = registry;
    pool.register(registry);
    blame.register(registry);
    contacts.register(registry);
    server.register(registry);
    plugins.register(registry);
  }

  /**
   * Answers the metrics of this server in the text format of Prometheus.
   *
   * @return the metrics
   */
  @Get(produces = TEXT)
  @ExecuteOn(TaskExecutors.BLOCKING)
  byte[] metrics() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    writer.write(text, registry.scrape());
    return text.toByteArray();
  }
}
