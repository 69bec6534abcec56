package io.mozpool.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output or error: in UTF-8 whatever the locale, and able to say why writing failed. */
public final class StandardStream extends PrintWriter {

  private final Remembering bytes;

  private StandardStream(Remembering bytes) {
    super(new OutputStreamWriter(bytes, UTF_8), true);
    this.bytes = bytes;
  }

  /** The standard output of the process. */
  public static StandardStream out() {
    return to(new FileOutputStream(FileDescriptor.out));
  }

  /** The standard error of the process. */
  public static StandardStream err() {
    return to(new FileOutputStream(FileDescriptor.err));
  }

  /** One that goes elsewhere. */
  public static StandardStream to(OutputStream bytes) {
    return new StandardStream(new Remembering(bytes));
  }

  /** Writes what is still in memory; the reason where that or an earlier write has failed. */
  public Optional<String> failure() {
    flush();
    return Optional.ofNullable(bytes.failure).map(failure -> String.valueOf(failure.getMessage()));
  }

  /** PrintWriter passes over all that is thrown here. */
  private static final class Remembering extends FilterOutputStream {

    private @Nullable IOException failure;

    Remembering(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = failure == null ? e : failure;
        throw e;
      }
    }
  }
}
