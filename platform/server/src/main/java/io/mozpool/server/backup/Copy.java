package io.mozpool.server.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** A stream that says when it is closed, once. Any thread may close it. */
final class Copy extends FilterInputStream {

  private final Runnable onClose;
  private final AtomicBoolean closed = new AtomicBoolean();

  Copy(InputStream in, Runnable onClose) {
    super(in);
    this.onClose = onClose;
  }

  @Override
  public void close() throws IOException {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      super.close();
    } finally {
      onClose.run();
    }
  }
}
