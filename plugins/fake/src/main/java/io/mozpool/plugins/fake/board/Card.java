package io.mozpool.plugins.fake.board;

import java.util.function.Consumer;

/** A board's SD card: it outlives power cycles and restarts of the rack. */
public final class Card {

  /** Nothing was ever written to it. */
  public static final String EMPTY = "";

  /** An image is being written to it, or was when the power failed. */
  public static final String CORRUPT = "corrupt";

  private final Consumer<String> whenWritten;
  private String contents;

  public Card(String contents, Consumer<String> whenWritten) {
    this.contents = contents;
    this.whenWritten = whenWritten;
  }

  /** Whether there is an image on it that runs. */
  boolean holdsImage() {
    return !contents.equals(EMPTY) && !contents.equals(CORRUPT);
  }

  void write(String newContents) {
    contents = newContents;
    whenWritten.accept(newContents);
  }
}
