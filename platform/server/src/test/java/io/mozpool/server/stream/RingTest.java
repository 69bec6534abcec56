package io.mozpool.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.change.Change;
import io.mozpool.server.change.Change.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingTest {

  private final Rings rings = new Rings();

  @Test
  void whoComesBackGetsWhatCameSince() {
    rings.goOn(1, new Mark("a", 0));
    Mark first = rings.add(1, device(1));
    rings.add(1, device(2));
    rings.goOn(2, new Mark("b", 7));
    rings.add(2, device(3));

    assertThat(rings.position()).hasToString("1.a.2,2.b.8");
    assertThat(rings.since(new Position(Map.of(1L, first, 2L, new Mark("b", 7)))).orElseThrow())
        .containsExactlyInAnyOrder(device(2), device(3));
    assertThat(rings.since(rings.position())).contains(List.of());
  }

  @Test
  void whatIsNotKnownAnyMoreOrOfAnotherRunIsNotToBeHad() {
    rings.goOn(1, new Mark("a", 5));
    rings.add(1, device(1));

    assertThat(rings.since(1, new Mark("a", 4))).isEmpty();
    assertThat(rings.since(1, new Mark("b", 5))).isEmpty();
    assertThat(rings.since(1, new Mark("a", 7))).isEmpty();
    assertThat(rings.since(2, new Mark("a", 5))).isEmpty();
    assertThat(rings.since(new Position(Map.of()))).isEmpty();
    for (int i = 0; i < 20_000; i++) {
      rings.add(1, device(i));
    }
    assertThat(rings.since(1, new Mark("a", 6))).isEmpty();
    assertThat(rings.since(1, new Mark("a", 20_000))).isPresent();
  }

  @Test
  void aServerThatGoesOnElsewhereWasMissed() {
    assertThat(rings.goOn(2, new Mark("b", 7))).isTrue();
    assertThat(rings.goOn(2, new Mark("b", 7))).isFalse();
    rings.add(2, device(1));
    assertThat(rings.goOn(2, new Mark("b", 8))).isFalse();
    assertThat(rings.goOn(2, new Mark("c", 8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1.a", "1.a.2,", "1.A.2", "x", "1.a.2;2.b.3", "-1.a.2"})
  void anIdThatIsNoneOfOursIsNone(String id) {
    assertThat(Position.parse(id)).isEmpty();
  }

  private static Change device(long id) {
    return new Change(Kind.DEVICE, Long.toString(id));
  }
}
