package io.mozpool.server.report;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;

/** How the pool is, and which devices need a person. */
@Controller("/api/report")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReportController {

  private final Reports reports;

  ReportController(Reports reports) {
    this.reports = reports;
  }

  @Get("/status")
  Map<String, List<HardwareTypeStatus>> status() {
    return Map.of("hardware_types", reports.status());
  }

  @Get("/failed")
  Map<String, List<FailedDevice>> failed() {
    return Map.of("devices", reports.failed());
  }
}
