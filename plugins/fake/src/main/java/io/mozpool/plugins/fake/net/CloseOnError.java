package io.mozpool.plugins.fake.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a connection up at the first error: its peer went away, or sent what nobody expects. */
final class CloseOnError extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(CloseOnError.class);

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("closing {}", context.channel(), cause);
    Wire.close(context);
  }
}
