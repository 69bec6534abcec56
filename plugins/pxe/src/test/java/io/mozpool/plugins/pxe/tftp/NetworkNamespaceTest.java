package io.mozpool.plugins.pxe.tftp;

import static io.mozpool.plugins.pxe.tftp.TestServer.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real clients and real addresses, in a network of their own: skipped where the user may not make
 * one ({@code unshare -n} as root), or has not all of the clients.
 */
class NetworkNamespaceTest {

  private static final String SCRIPT =
      """
      set -eu
      served() {
        tries=0
        until curl -sSf -m 1 -o "$1" "tftp://$2:6969/file" 2>>log; do
          tries=$((tries + 1))
          test $tries -lt 30
        done
      }
      ip link set lo up
      ip address add 10.9.0.1/32 dev lo
      ip address add 10.9.0.2/32 dev lo
      ip address add fd09::1/128 dev lo
      "$JAVA" -cp "$CLASSES" io.mozpool.plugins.pxe.tftp.ServeDirectory . 6969 :: 2>>log &
      trap 'kill $!' EXIT
      served curl1 10.9.0.1
      served curl2 10.9.0.2
      served curl6 '[fd09::1]'
      for address in 10.9.0.1 10.9.0.2; do
        atftp -g -r file -l atftp$address $address 6969
        tftp -m octet $address 6969 -c get file hpa$address
        busybox tftp -g -r file -l busybox$address $address 6969
      done
      ip address add 10.9.0.3/32 dev lo
      served late 10.9.0.3
      ip address del 10.9.0.3/32 dev lo
      served other 10.9.0.1
      ip address add 10.9.0.3/32 dev lo
      served again 10.9.0.3
      """;

  @TempDir private Path directory;

  @Test
  void addressesThatComeAndGoAreServed() throws Exception {
    boolean possible = run("unshare -n true && which ip curl atftp tftp busybox") == 0;
    String wanted =
        "expected root, and apt-get install iproute2 curl atftp tftp-hpa busybox-static";
    if ("true".equals(System.getenv("CI"))) {
      assertThat(possible).as(wanted).isTrue();
    }
    assumeTrue(possible, wanted);
    Path file = Files.write(directory.resolve("file"), noise(100_001));

    assertThat(run("exec unshare -n sh -c \"$SCRIPT\"")).as(log()).isZero();

    for (String copy : List.of("curl1", "curl2", "curl6", "late", "other", "again")) {
      assertThat(Files.mismatch(file, directory.resolve(copy))).as(copy).isEqualTo(-1);
    }
    for (String client : List.of("atftp", "hpa", "busybox")) {
      for (String address : List.of("10.9.0.1", "10.9.0.2")) {
        assertThat(Files.mismatch(file, directory.resolve(client + address))).isEqualTo(-1);
      }
    }
  }

  private String log() throws IOException {
    return Files.readString(directory.resolve("log"));
  }

  private int run(String command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()));
    builder.environment().put("SCRIPT", SCRIPT);
    builder.environment().put("JAVA", System.getProperty("java.home") + "/bin/java");
    builder.environment().put("CLASSES", System.getProperty("java.class.path"));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).as("ended in time").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
