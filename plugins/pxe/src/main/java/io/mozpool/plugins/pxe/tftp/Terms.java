package io.mozpool.plugins.pxe.tftp;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How a file is sent: what of a request's options is granted. An option that is unknown, or whose
 * value is out of range, is passed over, as RFC 2347 allows: boot loaders get on better with the
 * default than with an ERROR.
 *
 * @param blockSize bytes in a block (RFC 2348)
 * @param windowSize blocks that are sent without waiting for an ACK (RFC 7440)
 * @param timeout how long to wait for an ACK (RFC 2349)
 * @param granted what the OACK says, in the client's order and spelling; none: no OACK
 */
record Terms(int blockSize, int windowSize, Duration timeout, List<Option> granted) {

  static final int DEFAULT_BLOCK_SIZE = 512;
  static final int MIN_BLOCK_SIZE = 8;
  static final int MAX_BLOCK_SIZE = 65464;

  /** The most bytes of a window: what a transfer can have waiting in memory to be sent. */
  private static final int MAX_WINDOW_BYTES = 128 * 1024;

  static Terms grant(Request request, long fileSize, TftpSettings settings) {
    Map<String, Object> answers = new HashMap<>();

    OptionalInt askedBlock = request.number("blksize", MIN_BLOCK_SIZE, MAX_BLOCK_SIZE);
    int blockSize = Math.min(askedBlock.orElse(DEFAULT_BLOCK_SIZE), settings.maxBlockSize());
    askedBlock.ifPresent(asked -> answers.put("blksize", blockSize));

    OptionalInt askedWindow = request.number("windowsize", 1, 65535);
    int mostBlocks = Math.min(settings.maxWindowSize(), MAX_WINDOW_BYTES / blockSize);
    int windowSize = Math.min(askedWindow.orElse(1), mostBlocks);
    askedWindow.ifPresent(asked -> answers.put("windowsize", windowSize));

    OptionalInt askedSeconds = request.number("timeout", 1, 255);
    askedSeconds.ifPresent(seconds -> answers.put("timeout", seconds));

    // As text the file has another length, known only when all of it has been sent.
    if (!request.netascii() && request.number("tsize", 0, Integer.MAX_VALUE).isPresent()) {
      answers.put("tsize", fileSize);
    }
    return new Terms(
        blockSize,
        windowSize,
        askedSeconds.isPresent()
            ? Duration.ofSeconds(askedSeconds.getAsInt())
            : settings.retransmitTimeout(),
        inClientsOrder(request, answers));
  }

  private static List<Option> inClientsOrder(Request request, Map<String, Object> answers) {
    return request.options().stream()
        .filter(option -> answers.containsKey(option.key()))
        .map(option -> new Option(option.name(), String.valueOf(answers.get(option.key()))))
        .toList();
  }
}
