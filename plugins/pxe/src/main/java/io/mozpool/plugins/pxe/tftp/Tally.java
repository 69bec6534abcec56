package io.mozpool.plugins.pxe.tftp;

import io.mozpool.plugin.PluginContext;
import java.util.concurrent.atomic.LongAdder;

/** What the server counts of its work, for the metrics. */
final class Tally {

  final LongAdder active = new LongAdder();
  final LongAdder completed = new LongAdder();
  final LongAdder abandoned = new LongAdder();
  final LongAdder bytes = new LongAdder();
  final LongAdder unanswered = new LongAdder();
  private final LongAdder notFound = new LongAdder();
  private final LongAdder errors = new LongAdder();

  /** A request or a transfer has ended with an ERROR packet. */
  void refused(TftpError error) {
    (error.isNotFound() ? notFound : errors).increment();
  }

  void show(PluginContext context) {
    context.gauge("tftp_active", "Clients that TFTP is serving just now.", active::sum);
    context.counter("tftp_transfers", "Files that TFTP has sent to their end.", completed::sum);
    context.counter(
        "tftp_abandoned", "Files whose client went silent before the end.", abandoned::sum);
    context.counter("tftp_bytes", "Bytes of files that TFTP has sent, repeats too.", bytes::sum);
    context.counter(
        "tftp_not_found",
        "Requests for files that are not there; boot loaders try many names.",
        notFound::sum);
    context.counter(
        "tftp_errors",
        "Requests and transfers that TFTP has ended with another error.",
        errors::sum);
    context.counter(
        "tftp_unanswered",
        "Requests that TFTP has left without an answer, as a limit was reached.",
        unanswered::sum);
  }
}
