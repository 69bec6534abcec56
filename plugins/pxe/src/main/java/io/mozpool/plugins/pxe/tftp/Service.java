package io.mozpool.plugins.pxe.tftp;

import io.netty.channel.Channel;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The parts that all addresses share: how requests are looked up, and the running conversations.
 */
record Service(
    TftpSettings settings,
    Conversations conversations,
    Lookup lookup,
    Executor lookupThreads,
    Overload overload,
    Tally tally) {

  /** Makes the handler of a socket that is asked. */
  RequestHandler requestHandler(List<Channel> answering) {
    return new RequestHandler(answering, this);
  }

  /** Makes the handler of the sockets that answer. */
  TransferHandler transferHandler() {
    return new TransferHandler(conversations);
  }

  /** Notes a request that cannot even wait to be looked up. Called by the event loop. */
  void noteThatLookupsAreSlow(Conversation conversation) {
    overload.note("lookup-threads", settings.lookupThreads(), conversation);
  }

  /** Ends what is being sent from these sockets. Called by the event loop. */
  void endAllOn(List<Channel> channels) {
    conversations.endAllOn(channels);
  }
}
