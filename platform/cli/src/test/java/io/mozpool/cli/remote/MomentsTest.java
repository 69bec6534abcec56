package io.mozpool.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.client.JsonObject;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {

  @ParameterizedTest
  @CsvSource({
    "-PT5S, 0 s",
    "PT0.9S, 0 s",
    "PT59S, 59 s",
    "PT60S, 1 min",
    "PT3H, 3 h",
    "PT3H59S, 3 h",
    "PT3H5M, 3 h 5 min",
    "P2DT1H59M, 2 d 1 h",
    "P400D, 400 d"
  })
  void aLengthOfTimeHasItsTwoLargestUnits(Duration duration, String text) {
    assertThat(Moments.text(duration)).isEqualTo(text);
  }

  @Test
  void onlyMomentsGetAZoneWhereverTheyAre() throws IOException {
    String moment = "2026-01-31T12:00:00.123456";
    JsonObject answer =
        JsonObject.parse(
            "answer",
            """
            {"log": [{"timestamp": "M", "message": "M"}], "state_since": "M", "state_until": null,
             "request": {"expires": "M", "created": "M", "assignee": "M"},
             "expires": "soon", "count": 1.50}
            """
                .replace("M", moment));

    assertThat(Moments.zoned(answer))
        .hasToString(
            """
            {"log":[{"timestamp":"MZ","message":"M"}],"state_since":"MZ","state_until":null,\
            "request":{"expires":"MZ","created":"MZ","assignee":"M"},"expires":"soon","count":1.50}\
            """
                .replace("M", moment));
  }
}
