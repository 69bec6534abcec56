package io.mozpool.plugins.pxe.tftp;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.LongAdder;

/**
 * One file on its way to one client, window by window.
 *
 * <p>An ACK of something new sends the next window; only the clock sends anything again. If a
 * repeated ACK did, every block after it would go out twice, to the end of the file: the Sorcerer's
 * Apprentice (RFC 1123, section 4.2.3.1).
 */
final class Transfer implements Closeable {

  /** How often to send to an address that may be forged, and did not ask for this. */
  private static final int SENDINGS_UNANSWERED = 2;

  /** The longest wait that a client can ask for before it has answered once. */
  private static final long LONGEST_WAIT_UNANSWERED = SECONDS.toNanos(5);

  /** Up to here waits double, so that one who left does not hold his place for long. */
  private static final long LONGEST_DOUBLED_WAIT = SECONDS.toNanos(8);

  private final Channel channel;
  private final InetSocketAddress client;
  private final Content content;
  private final Blocks blocks;
  private final Terms terms;
  private final int retransmissions;
  private final LongAdder bytes;

  /** The last block that arrived; the OACK counts as block 0, and nothing yet as the one before. */
  private long acknowledged;

  private long sent;
  private long last = Long.MAX_VALUE;
  private boolean answered;
  private int sendings;
  private long dueNanos;

  /**
   * @param bytes counts those that are sent
   */
  Transfer(Conversation conversation, Content content, TftpSettings settings, LongAdder bytes) {
    this.channel = conversation.channel;
    this.client = conversation.client;
    this.content = content;
    this.terms = Terms.grant(conversation.request, content.size(), settings);
    this.blocks = Blocks.of(content, conversation.request, terms);
    this.retransmissions = settings.retransmissions();
    this.bytes = bytes;
    this.acknowledged = terms.granted().isEmpty() ? 0 : -1;
  }

  /** Takes an ACK, which has but the low 16 bits of a block's number. */
  void acknowledge(int number) throws IOException {
    long advance = (number - acknowledged) & 0xFFFF;
    boolean repeated = advance == 0;
    boolean neverSent = acknowledged + advance > sent;
    if (repeated || neverSent) {
      return;
    }
    acknowledged += advance;
    answered = true;
    sendings = 0;
    if (!isComplete()) {
      send();
    }
  }

  /** Sends what comes after the last block that arrived: at first, and when time is up. */
  void send() throws IOException {
    dueNanos = System.nanoTime() + waitingNanos();
    sendings++;
    if (acknowledged < 0) {
      send(Packets.optionsAck(channel.alloc(), terms.granted()));
      return;
    }
    long end = acknowledged + terms.windowSize();
    for (long number = acknowledged + 1; number <= Math.min(end, last); number++) {
      ByteBuf packet = Packets.data(channel.alloc(), number, blocks, terms.blockSize());
      if (packet.readableBytes() < Packets.HEADER_LENGTH + terms.blockSize()) {
        last = number;
      }
      sent = Math.max(sent, number);
      bytes.add(packet.readableBytes() - Packets.HEADER_LENGTH);
      send(packet);
    }
  }

  private void send(ByteBuf packet) {
    channel.writeAndFlush(new DatagramPacket(packet, client), channel.voidPromise());
  }

  private long waitingNanos() {
    long asked = terms.timeout().toNanos();
    long first = answered ? asked : Math.min(asked, LONGEST_WAIT_UNANSWERED);
    long doubled = first << Math.min(sendings, 10);
    return Math.max(first, Math.min(doubled, LONGEST_DOUBLED_WAIT));
  }

  boolean isComplete() {
    return acknowledged == last;
  }

  /** Whether the client has sent an ACK, so that its address is not forged. */
  boolean isAnswered() {
    return answered;
  }

  boolean isDue(long nowNanos) {
    return nowNanos - dueNanos >= 0;
  }

  /** Whether all has been sent as often as it is worth. */
  boolean isHopeless() {
    return sendings >= (answered ? 1 + retransmissions : SENDINGS_UNANSWERED);
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
