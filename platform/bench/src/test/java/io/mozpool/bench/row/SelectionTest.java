package io.mozpool.bench.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.bench.site.BenchException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which rows a user gets. */
class SelectionTest {

  @Test
  void aNameThatMeansNoneIsRefused() {
    assertThatThrownBy(() -> Selection.of(List.of("state", "sate"), true))
        .isInstanceOf(BenchException.class)
        .hasMessageStartingWith("--rows: expected events-16, ")
        .hasMessageEndingWith(", not 'sate'");
  }

  @Test
  void aRowThatNeedsTheDatabaseIsRefusedWithoutOne() {
    assertThatThrownBy(() -> Selection.of(List.of("timeouts"), false))
        .hasMessage(
            "--rows: expected events-refused, list-1000, state, state-cached, not 'timeouts'");
  }

  @Test
  void noNameIsAll() throws BenchException {
    assertThat(Selection.of(List.of(), true)).isEqualTo(Rows.all());
  }

  @Test
  void aBeginningStandsForSeveralAndAWholeNameForOne() throws BenchException {
    assertThat(Selection.of(List.of("state", "events"), true))
        .extracting(Row::name)
        .containsExactly("events-16", "events-64", "events-refused", "state");
  }
}
