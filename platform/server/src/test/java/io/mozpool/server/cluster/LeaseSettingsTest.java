package io.mozpool.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeaseSettingsTest {

  @Test
  void aGroupIsTheNamesOfItsServersInOrder() {
    assertThat(LeaseSettings.group("b", List.of("c", "a"))).isEqualTo("a b c");
  }

  @Test
  void aGroupOfManyIsStoredAndTheSameForEachOfThem() {
    List<String> names =
        IntStream.range(0, 31)
            .mapToObj(i -> "server-%02d.%s".formatted(i, "x".repeat(200)))
            .toList();

    List<String> groups =
        names.stream()
            .map(
                name -> {
                  List<String> peers = new ArrayList<>(names);
                  peers.remove(name);
                  return LeaseSettings.group(name, peers);
                })
            .distinct()
            .toList();

    assertThat(groups).singleElement().asString().startsWith("31 servers, ").hasSizeLessThan(1024);
    assertThat(LeaseSettings.group("other", names)).isNotEqualTo(groups.get(0));
  }
}
