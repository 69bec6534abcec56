package io.mozpool.server.hardware;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question that is put to hardware.
 *
 * @param success whether the hardware answered as it should
 * @param reason why nothing is known of it, where it could not be asked, or what it did wrong
 */
@Serdeable
record TestAnswer(
    boolean success, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {

  static final TestAnswer YES = new TestAnswer(true, null);
  static final TestAnswer NO = new TestAnswer(false, null);
}
