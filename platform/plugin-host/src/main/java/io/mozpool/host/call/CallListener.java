package io.mozpool.host.call;

import java.time.Duration;

/** Hears how calls go, for who counts them. Called on any thread; returns at once. */
public interface CallListener {

  /** Who hears nothing. */
  CallListener NONE =
      new CallListener() {
        @Override
        public void waited(String pluginId, String lane, Duration time) {}

        @Override
        public void ended(String pluginId, String lane, String outcome) {}
      };

  /**
   * A call has got its lane.
   *
   * @param lane the controller; calls without one do not wait for it
   */
  void waited(String pluginId, String lane, Duration time);

  /**
   * A call has its answer.
   *
   * @param lane the controller; empty for none
   * @param outcome {@code ok}, a driver's reason in lower case, {@code bug} or {@code cancelled}
   */
  void ended(String pluginId, String lane, String outcome);
}
