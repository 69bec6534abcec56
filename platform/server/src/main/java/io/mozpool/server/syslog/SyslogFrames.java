package io.mozpool.server.syslog;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Cuts a TCP connection into lines, whichever way each of them ends: at a line feed, at a NUL, or
 * after as many octets as it says (RFC 6587). A line feed within a message that has a priority ends
 * it only where another one follows, or nothing yet: a stack trace stays one message. Of a line
 * that is too long the rest is left out.
 */
final class SyslogFrames extends ByteToMessageDecoder {

  private static final int NONE = -1;
  private static final int NOT_YET = -2;
  private static final int DIGITS = 9;

  private final int longest;
  private boolean leavingOut;
  private int octetsToLeaveOut;

  /**
   * @param longest in octets
   */
  SyslogFrames(int longest) {
    this.longest = longest;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (octetsToLeaveOut > 0) {
      int octets = Math.min(octetsToLeaveOut, in.readableBytes());
      in.skipBytes(octets);
      octetsToLeaveOut -= octets;
    } else if (!leavingOut && isEnd(in.getByte(in.readerIndex()))) {
      in.skipBytes(1);
    } else {
      int space = leavingOut ? NONE : spaceAfterCount(in, in.readerIndex());
      if (space >= 0) {
        counted(in, space, out);
      } else if (space == NONE) {
        line(in, out);
      }
    }
  }

  /** What is left when the sender closes is a line, too. */
  @Override
  protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    super.decodeLast(context, in, out);
    if (in.isReadable() && !leavingOut) {
      take(in, in.readableBytes(), out);
    }
  }

  private void counted(ByteBuf in, int space, List<Object> out) {
    int start = in.readerIndex();
    String count = in.toString(start, space - start, StandardCharsets.US_ASCII);
    int octets = Integer.parseInt(count);
    int taken = Math.min(octets, longest);
    if (in.writerIndex() - space - 1 >= taken) {
      in.readerIndex(space + 1);
      take(in, taken, out);
      octetsToLeaveOut = octets - taken;
    }
  }

  private void line(ByteBuf in, List<Object> out) {
    int end = endOfLine(in);
    if (end == NONE && in.readableBytes() < longest) {
      return;
    }
    int octets = (end == NONE ? in.writerIndex() : end) - in.readerIndex();
    if (!leavingOut) {
      take(in, Math.min(octets, longest), out);
    }
    in.readerIndex(end == NONE ? in.writerIndex() : end);
    leavingOut = end == NONE;
  }

  private static void take(ByteBuf in, int octets, List<Object> out) {
    out.add(in.readCharSequence(octets, StandardCharsets.UTF_8).toString());
  }

  private int endOfLine(ByteBuf in) {
    boolean severalLines = leavingOut || in.getByte(in.readerIndex()) == '<';
    for (int i = in.readerIndex(); i < in.writerIndex(); i++) {
      byte octet = in.getByte(i);
      if (octet == 0 || (octet == '\n' && (!severalLines || isLast(in, i)))) {
        return i;
      }
    }
    return NONE;
  }

  private static boolean isLast(ByteBuf in, int lineFeed) {
    int next = lineFeed + 1;
    return next == in.writerIndex() || in.getByte(next) == '<' || spaceAfterCount(in, next) != NONE;
  }

  private static boolean isEnd(byte octet) {
    return octet == '\n' || octet == 0;
  }

  /**
   * Where the space of {@code 93 <} is, with which a line begins whose octets are counted; {@link
   * #NOT_YET} where that takes more octets than there are.
   */
  private static int spaceAfterCount(ByteBuf in, int start) {
    int at = start;
    while (at < in.writerIndex() && at - start < DIGITS && isDigit(in.getByte(at))) {
      at++;
    }
    if (at == start) {
      return NONE;
    } else if (at == in.writerIndex()) {
      return NOT_YET;
    } else if (in.getByte(at) != ' ') {
      return NONE;
    } else if (at + 1 == in.writerIndex()) {
      return NOT_YET;
    }
    return in.getByte(at + 1) == '<' ? at : NONE;
  }

  private static boolean isDigit(byte octet) {
    return octet >= '0' && octet <= '9';
  }
}
