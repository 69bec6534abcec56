package io.mozpool.plugins.pxe.tftp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on the well-known port of one address. Answers come from the transfers' ports of that
 * address, one after the other.
 */
final class RequestHandler extends SimpleChannelInboundHandler<DatagramPacket> {

  private static final Logger LOG = LoggerFactory.getLogger(TftpServer.class);
  private static final TftpError READ_ONLY =
      new TftpError(ErrorCode.ACCESS_VIOLATION, "This server is read-only");

  private final List<Channel> transferChannels;
  private final Service service;
  private final Conversations conversations;
  private int turn;

  RequestHandler(List<Channel> transferChannels, Service service) {
    this.transferChannels = transferChannels;
    this.service = service;
    this.conversations = service.conversations();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
    ByteBuf in = packet.content();
    InetSocketAddress client = packet.sender();
    if (in.readableBytes() < 2 || client.getPort() == 0) {
      return;
    }
    switch (in.readUnsignedShort()) {
      case Opcode.READ_REQUEST -> read(client, in);
      case Opcode.WRITE_REQUEST -> refuse(client, READ_ONLY);
      default -> LOG.debug("stray packet from {}", client);
    }
  }

  private void read(InetSocketAddress client, ByteBuf in) {
    try {
      begin(client, Request.read(in));
    } catch (TftpError e) {
      LOG.debug("bad request from {}: {}", client, e.getMessage());
      refuse(client, e);
    }
  }

  private void refuse(InetSocketAddress client, TftpError error) {
    error.sendTo(nextChannel(), client);
    service.tally().refused(error);
  }

  private void begin(InetSocketAddress client, Request request) {
    Conversation running = conversations.with(client);
    if (running != null && isAskedHere(running) && running.isRepeatedBy(request)) {
      return;
    }
    Conversation conversation = conversations.begin(nextChannel(), client, request);
    if (conversation != null) {
      lookUp(conversation);
    }
  }

  /** A client that asks another address of this host has given up the first. */
  private boolean isAskedHere(Conversation running) {
    return transferChannels.contains(running.channel);
  }

  private void lookUp(Conversation conversation) {
    try {
      service.lookupThreads().execute(() -> find(conversation));
    } catch (RejectedExecutionException e) {
      service.noteThatLookupsAreSlow(conversation);
      conversations.end(conversation); // silence: the client will ask again
    }
  }

  private void find(Conversation conversation) {
    Runnable answer = answerTo(conversation);
    try {
      conversation.channel.eventLoop().execute(answer);
    } catch (RejectedExecutionException e) {
      LOG.debug("the server was closed while {} was looked up", conversation);
    }
  }

  private Runnable answerTo(Conversation conversation) {
    try {
      Content content = service.lookup().open(conversation);
      return () -> conversations.found(conversation, content);
    } catch (TftpError e) {
      LOG.debug("{}: {}", conversation, e.getMessage());
      return () -> conversations.refuse(conversation, e);
    }
  }

  private Channel nextChannel() {
    turn = (turn + 1) % transferChannels.size();
    return transferChannels.get(turn);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("on the listening port", cause);
  }
}
