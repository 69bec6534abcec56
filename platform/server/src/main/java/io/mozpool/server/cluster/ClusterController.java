package io.mozpool.server.cluster;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;

/** Which imaging servers there are, and who handles their machines. */
@Controller("/api/cluster")
@Tag(name = "Reports")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ClusterController {

  private final ClusterMembers members;

  ClusterController(ClusterMembers members) {
    this.members = members;
  }

  /**
   * Lists the imaging servers and their leases.
   *
   * @return the servers, by name
   */
  @Get("/")
  Map<String, List<ClusterMember>> cluster() {
    return Map.of("servers", members.all());
  }
}
