package io.mozpool.cli.terminal;

import io.mozpool.host.Printable;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** The one way of commands to the terminal: nothing that a terminal would obey goes through. */
public final class SafeWriter extends PrintWriter {

  private final PrintWriter raw;

  private SafeWriter(PrintWriter raw) {
    super(new Escaping(raw), true);
    this.raw = raw;
  }

  /** Puts it before a writer. */
  public static PrintWriter over(PrintWriter writer) {
    return writer instanceof SafeWriter ? writer : new SafeWriter(writer);
  }

  /** The way around it, for those who draw and have made all foreign text harmless themselves. */
  public static PrintWriter raw(PrintWriter writer) {
    return writer instanceof SafeWriter safe ? safe.raw : writer;
  }

  /** Whether anything that was written got lost. */
  @Override
  public boolean checkError() {
    return super.checkError() | raw.checkError();
  }

  private static final class Escaping extends FilterWriter {

    Escaping(Writer out) {
      super(out);
    }

    @Override
    public void write(int character) throws IOException {
      out.write(Printable.text(String.valueOf((char) character)));
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
      out.write(Printable.text(new String(characters, offset, length)));
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
      out.write(Printable.text(text.substring(offset, offset + length)));
    }
  }
}
