package io.mozpool.plugins.pxe.tftp;

import static io.mozpool.plugins.pxe.tftp.ErrorCode.ILLEGAL_OPERATION;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A read request (RFC 1350, section 5, and RFC 2347).
 *
 * @param file the name of the file: whatever the client wrote, but not nothing
 * @param netascii whether the file is to be sent as text, with CR LF at the ends of lines
 * @param options the options in the client's order
 */
record Request(String file, boolean netascii, List<Option> options) {

  /** The longest that a request may be (RFC 2347), opcode included. */
  static final int MAX_LENGTH = 512;

  private static final int OPCODE_LENGTH = 2;

  /** Reads what follows the opcode. */
  static Request read(ByteBuf in) throws TftpError {
    if (in.readableBytes() > MAX_LENGTH - OPCODE_LENGTH) {
      throw new TftpError(ILLEGAL_OPERATION, "Request is longer than 512 bytes");
    }
    String file = text(in);
    if (file.isEmpty()) {
      throw new TftpError(ILLEGAL_OPERATION, "File name is empty");
    }
    return new Request(file, isNetascii(text(in)), options(in));
  }

  private static boolean isNetascii(String mode) throws TftpError {
    return switch (mode.toLowerCase(Locale.ROOT)) {
      case "octet" -> false;
      case "netascii" -> true;
      default -> throw new TftpError(ILLEGAL_OPERATION, "Mode is neither octet nor netascii");
    };
  }

  private static List<Option> options(ByteBuf in) throws TftpError {
    Map<String, Option> options = new LinkedHashMap<>();
    while (in.isReadable()) {
      String name = text(in);
      if (name.isEmpty()) {
        break; // some boot ROMs fill their request up with zeros
      }
      Option option = new Option(name, text(in));
      options.putIfAbsent(option.key(), option); // given twice, the first counts
    }
    return List.copyOf(options.values());
  }

  private static String text(ByteBuf in) throws TftpError {
    int length = in.bytesBefore((byte) 0);
    if (length < 0) {
      throw new TftpError(ILLEGAL_OPERATION, "Request ends within a text");
    }
    String text = in.toString(in.readerIndex(), length, StandardCharsets.UTF_8);
    in.skipBytes(length + 1);
    return text;
  }

  /** The file's name as a line of the log can bear it. */
  String quotedFile() {
    return "'" + file.replaceAll("\\p{Cntrl}", "?") + "'";
  }

  /** The value of an option; empty where it is not given, or is no number in that range. */
  OptionalInt number(String key, int least, int most) {
    for (Option option : options) {
      if (option.key().equals(key)) {
        return inRange(option.value(), least, most);
      }
    }
    return OptionalInt.empty();
  }

  private static OptionalInt inRange(String digits, int least, int most) {
    if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(c -> isDigit(c))) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(digits);
    return number >= least && number <= most ? OptionalInt.of(number) : OptionalInt.empty();
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
