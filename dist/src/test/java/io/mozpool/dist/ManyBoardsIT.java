package io.mozpool.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.client.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class ManyBoardsIT {

  private static final int REQUESTS = 200;

  @TempDir Path directory;

  @Test
  void twoHundredRequestsAtOnceGetADeviceEach() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(REQUESTS);
    try (PoolProcesses pool = PoolProcesses.ofDemo(directory, 1000, 60)) {
      pool.startServer();

      List<Future<Request>> answers = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        answers.add(clients.submit(pool::requestWithDevice));
      }

      List<String> devices = new ArrayList<>();
      for (Future<Request> answer : answers) {
        devices.add(answer.get().assignedDevice().orElseThrow());
      }
      assertThat(devices).doesNotHaveDuplicates();
      for (Future<Request> answer : answers) {
        pool.awaitRequest(answer.get().id(), "ready");
      }
    } finally {
      clients.shutdownNow();
    }
  }
}
