package io.mozpool.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.plugin.boot.BootServerFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {

  private final List<String> closed = Collections.synchronizedList(new ArrayList<>());

  @Test
  void theLastOneIsClosedFirstAndAFailureHoldsUpNobody() {
    AutoCloseable fails =
        () -> {
          closed.add("fails");
          throw new LinkageError("no class");
        };

    new Closing(List.of(made(() -> closed.add("first")), made(fails), made("nothing to close")))
        .close();

    assertThat(closed).containsExactly("fails", "first");
  }

  private Contribution made(AutoCloseable driver) {
    return made((Object) driver);
  }

  private Contribution made(Object driver) {
    ClassLoader loader = getClass().getClassLoader();
    return new Contribution(BootServerFactory.class, "x", new Bound<>(driver, "plugin", loader));
  }
}
