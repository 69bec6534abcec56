package io.mozpool.plugins.fake.relay;

import io.mozpool.plugins.fake.net.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/** NCD's ProXR commands, unframed: {@code FE command [bank]}. Drops who sends anything else. */
final class ProXr extends ByteToMessageDecoder {

  private static final int COMMAND = 0xFE;
  private static final int TWO_WAY_TEST = 0x21;
  private static final int OFF = 100;
  private static final int ON = 108;
  private static final int READ = 116;
  private static final int READ_BANK = 124;
  private static final int DONE = 0x55;
  private static final int GARBAGE = 0x2A;

  private final Relays relays;
  private final RelayFault fault;

  ProXr(Relays relays, RelayFault fault) {
    this.relays = relays;
    this.fault = fault;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    int start = in.readerIndex();
    if (in.getUnsignedByte(start) != COMMAND) {
      drop(context, in);
    } else if (in.readableBytes() >= 2 && in.getUnsignedByte(start + 1) == TWO_WAY_TEST) {
      in.skipBytes(2);
      reply(context, DONE);
    } else if (in.readableBytes() >= 3) {
      in.skipBytes(1);
      execute(context, in, in.readUnsignedByte(), in.readUnsignedByte());
    }
  }

  private void execute(ChannelHandlerContext context, ByteBuf in, int command, int bank) {
    int first = (bank - 1) * Relays.PER_BANK;
    if (command < OFF || command > READ_BANK || first < 0 || first >= Relays.PER_BOARD) {
      drop(context, in);
    } else if (command == READ_BANK) {
      reply(context, bankMask(first));
    } else if (command >= READ) {
      reply(context, relays.isOn(first + command - READ) ? 1 : 0);
    } else {
      boolean on = command >= ON;
      set(first + command - (on ? ON : OFF), on);
      reply(context, DONE);
    }
  }

  private void set(int relay, boolean on) {
    if (fault == RelayFault.NONE) {
      relays.set(relay, on);
    }
  }

  private int bankMask(int first) {
    int mask = 0;
    for (int i = 0; i < Relays.PER_BANK; i++) {
      mask |= relays.isOn(first + i) ? 1 << i : 0;
    }
    return mask;
  }

  private void reply(ChannelHandlerContext context, int value) {
    if (fault != RelayFault.HANGS) {
      int sent = fault == RelayFault.GARBAGE ? GARBAGE : value;
      Wire.send(context, Unpooled.wrappedBuffer(new byte[] {(byte) sent}));
    }
  }

  private static void drop(ChannelHandlerContext context, ByteBuf in) {
    in.skipBytes(in.readableBytes());
    Wire.close(context);
  }
}
