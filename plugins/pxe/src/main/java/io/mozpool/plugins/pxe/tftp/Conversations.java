package io.mozpool.plugins.pxe.tftp;

import io.netty.channel.Channel;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All conversations of the server, by client, and the limits to their number. Over a limit nothing
 * is answered: boot loaders ask again after silence, and give up after an ERROR.
 */
final class Conversations {

  private static final Logger LOG = LoggerFactory.getLogger(TftpServer.class);

  private final TftpSettings settings;
  private final SparingLog log;
  private final Overload overload;
  private final Tally tally;

  /** The oldest first. */
  private final Map<InetSocketAddress, Conversation> byClient = new LinkedHashMap<>();

  private final Map<InetAddress, Integer> bySource = new HashMap<>();

  Conversations(TftpSettings settings, SparingLog log, Overload overload, Tally tally) {
    this.settings = settings;
    this.log = log;
    this.overload = overload;
    this.tally = tally;
  }

  @Nullable Conversation with(InetSocketAddress client) {
    return byClient.get(client);
  }

  /** Whether there is a conversation with any port of that address. */
  boolean isWith(InetAddress source) {
    return bySource.containsKey(source);
  }

  /** Begins a conversation in place of any other with that client; null where there is no room. */
  @Nullable Conversation begin(Channel channel, InetSocketAddress client, Request request) {
    Conversation other = byClient.get(client);
    if (other != null) {
      end(other);
    }
    if (!hasRoomFor(client)) {
      return null;
    }
    Conversation conversation = new Conversation(channel, client, request);
    byClient.put(client, conversation);
    tally.active.increment();
    bySource.merge(client.getAddress(), 1, Integer::sum);
    return conversation;
  }

  private boolean hasRoomFor(InetSocketAddress client) {
    InetAddress source = client.getAddress();
    int ofSource = bySource.getOrDefault(source, 0);
    if (ofSource >= settings.maxTransfersPerSource() && !source.isLoopbackAddress()) {
      overload.note("max-transfers-per-source", settings.maxTransfersPerSource(), client);
      return false;
    }
    if (byClient.size() >= settings.maxTransfers()) {
      // So requests from forged addresses, which never answer, cannot keep the others out.
      byClient.values().stream()
          .filter(Conversation::isUnanswered)
          .findFirst()
          .ifPresent(this::giveWay);
    }
    if (byClient.size() >= settings.maxTransfers()) {
      noteThatAllIsTaken(client);
      return false;
    }
    return true;
  }

  private void giveWay(Conversation conversation) {
    noteThatAllIsTaken(conversation);
    end(conversation);
  }

  private void noteThatAllIsTaken(Object unanswered) {
    overload.note("max-transfers", settings.maxTransfers(), unanswered);
  }

  /** Begins to send the file that was looked up, if the client has not turned to another one. */
  void found(Conversation conversation, Content content) {
    if (byClient.get(conversation.client) == conversation) {
      conversation.take(new Transfer(conversation, content, settings, tally.bytes));
      proceed(conversation, Transfer::send);
    } else {
      close(content);
    }
  }

  void refuse(Conversation conversation, TftpError error) {
    if (byClient.get(conversation.client) == conversation) {
      error.sendTo(conversation.channel, conversation.client);
      tally.refused(error);
      end(conversation);
    }
  }

  void acknowledge(Conversation conversation, int number) {
    proceed(conversation, transfer -> transfer.acknowledge(number));
  }

  /** Sends again what was not acknowledged in time, or ends what is hopeless. */
  void sendAgain() {
    long now = System.nanoTime();
    for (Conversation conversation : List.copyOf(byClient.values())) {
      Transfer transfer = conversation.transfer();
      if (transfer == null || !transfer.isDue(now)) {
        continue;
      }
      if (transfer.isHopeless()) {
        LOG.debug("{} has gone silent", conversation);
        tally.abandoned.increment();
        end(conversation);
      } else {
        proceed(conversation, Transfer::send);
      }
    }
  }

  private void proceed(Conversation conversation, Step step) {
    Transfer transfer = conversation.transfer();
    if (transfer == null) {
      return;
    }
    try {
      step.take(transfer);
      if (transfer.isComplete()) {
        LOG.debug("{} is complete", conversation);
        tally.completed.increment();
        end(conversation);
      }
    } catch (IOException | RuntimeException e) {
      log.warn("cannot go on with " + conversation, e);
      refuse(conversation, Lookup.UNREADABLE);
    }
  }

  /** Forgets a conversation without a word. */
  void end(Conversation conversation) {
    if (!byClient.remove(conversation.client, conversation)) {
      return;
    }
    tally.active.decrement();
    bySource.computeIfPresent(
        conversation.client.getAddress(), (source, count) -> count > 1 ? count - 1 : null);
    Transfer transfer = conversation.transfer();
    if (transfer != null) {
      close(transfer);
    }
  }

  void endAllOn(List<Channel> channels) {
    byClient.values().stream()
        .filter(conversation -> channels.contains(conversation.channel))
        .toList()
        .forEach(this::end);
  }

  private static void close(Closeable file) {
    try {
      file.close();
    } catch (IOException e) {
      LOG.debug("closing a file", e);
    }
  }

  /** What a packet or the clock makes a transfer do. */
  private interface Step {
    void take(Transfer transfer) throws IOException;
  }
}
