package io.mozpool.plugins.fake.board;

/** What takes a board time, in seconds of its own, as on the reference system's fake boards. */
enum Step {
  BOOTING(7, 3),
  MOBILE_INIT(1, 0),
  DOWNLOADING(60, 30),
  EXTRACTING(90, 60),
  REBOOTING(3, 2),
  SELF_TEST(60, 0),
  HOUR_OF_RUNNING(3600, 0),
  EVENT_DELAY(30, 30);

  private final double seconds;
  private final double splay;

  Step(double seconds, double splay) {
    this.seconds = seconds;
    this.splay = splay;
  }

  /**
   * Its length in seconds.
   *
   * @param position where in its range it falls, 0 to 1
   */
  double seconds(double position) {
    return seconds + splay * (2 * position - 1);
  }
}
