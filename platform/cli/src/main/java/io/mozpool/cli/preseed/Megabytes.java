package io.mozpool.cli.preseed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A size as {@code 512M} or {@code 4G}. */
record Megabytes(long count) {

  static final class Converter implements ITypeConverter<Megabytes> {

    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,6})([MG])");

    @Override
    public Megabytes convert(String text) {
      Matcher size = SIZE.matcher(text);
      if (!size.matches()) {
        throw new TypeConversionException("expected a size as 512M or 4G, not '" + text + "'");
      }
      return new Megabytes(Long.parseLong(size.group(1)) * (size.group(2).equals("G") ? 1024 : 1));
    }
  }

  static Megabytes ofBytes(long bytes) {
    return new Megabytes(bytes >> 20);
  }

  long bytes() {
    return count << 20;
  }

  @Override
  public String toString() {
    return count + "M";
  }
}
