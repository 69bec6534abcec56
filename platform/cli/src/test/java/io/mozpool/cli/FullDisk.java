package io.mozpool.cli;

import java.io.IOException;
import java.io.OutputStream;

/** Output that nothing can be written to. */
final class FullDisk extends OutputStream {

  static final String REASON = "No space left on device";

  @Override
  public void write(int octet) throws IOException {
    throw new IOException(REASON);
  }
}
