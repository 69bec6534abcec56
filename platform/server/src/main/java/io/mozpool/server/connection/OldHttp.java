package io.mozpool.server.connection;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Answers of unknown length for clients of HTTP/1.0, which know no chunks: they end with the
 * connection.
 */
final class OldHttp extends ChannelOutboundHandlerAdapter {

  private boolean endsWithConnection;

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    ChannelPromise written = promise;
    if (message instanceof HttpResponse answer
        && answer.protocolVersion().equals(HttpVersion.HTTP_1_0)
        && HttpUtil.isTransferEncodingChunked(answer)) {
      HttpUtil.setTransferEncodingChunked(answer, false);
      HttpUtil.setKeepAlive(answer, false);
      endsWithConnection = true;
    }
    if (endsWithConnection && message instanceof LastHttpContent) {
      written = promise.unvoid().addListener(ChannelFutureListener.CLOSE);
    }
    context.write(message, written);
  }
}
