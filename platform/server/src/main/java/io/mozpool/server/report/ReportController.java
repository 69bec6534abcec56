package io.mozpool.server.report;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mozpool.server.contact.UnknownBoard;
import io.mozpool.server.contact.UnknownBoards;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;

/** How the pool is, and which devices need a person. */
@Controller("/api/report")
@Tag(name = "Reports")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReportController {

  private final Reports reports;
  private final StrugglingReports struggling;
  private final UnknownBoards unknownBoards;

  ReportController(Reports reports, StrugglingReports struggling, UnknownBoards unknownBoards) {
    this.reports = reports;
    this.struggling = struggling;
    this.unknownBoards = unknownBoards;
  }

  /**
   * Counts devices by hardware type and class.
   *
   * @return how many of each hardware type are in use, idle, processing, failed and locked out
   */
  @Get("/status")
  Map<String, List<HardwareTypeStatus>> statusReport() {
    return Map.of("hardware_types", reports.status());
  }

  /**
   * Lists the devices that need a person.
   *
   * @return the devices, by name
   */
  @Get("/failed")
  Map<String, List<FailedDevice>> failedReport() {
    return Map.of("devices", reports.failed());
  }

  /**
   * Lists the devices that go on trying and fail again and again.
   *
   * @return the devices, by name, and the power controllers, board types, images and servers that
   *     several of them depend on
   */
  @Get("/struggling")
  StrugglingReports.Report strugglingReport() {
    return struggling.report();
  }

  /**
   * Lists the boards that are no devices.
   *
   * <p>Those that asked this server for boot files, or sent it events by a name that no device has,
   * in the last day and since its start.
   *
   * @return at most a hundred boards, the last heard first
   */
  @Get("/unknown-boards")
  Map<String, List<UnknownBoard>> unknownBoardsReport() {
    return Map.of("boards", unknownBoards.list());
  }
}
