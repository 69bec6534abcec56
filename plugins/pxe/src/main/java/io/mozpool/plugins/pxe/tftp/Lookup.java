package io.mozpool.plugins.pxe.tftp;

import io.mozpool.plugin.BootFile;
import io.mozpool.plugin.BootFiles;
import java.io.IOException;
import java.util.Optional;

/** Finds and opens what a client asks for. Blocks: not for the event loop. */
final class Lookup {

  static final TftpError UNREADABLE = new TftpError(ErrorCode.NOT_DEFINED, "File cannot be read");

  private static final TftpError NOT_FOUND =
      new TftpError(ErrorCode.FILE_NOT_FOUND, "File not found");

  private static final String PROTOCOL = "tftp";

  private final BootFiles files;
  private final SparingLog log;

  Lookup(BootFiles files, SparingLog log) {
    this.files = files;
    this.log = log;
  }

  /** The file, open; the name goes to the host as it came, and to nobody else. */
  Content open(Conversation conversation) throws TftpError {
    try {
      Optional<BootFile> file =
          files.find(conversation.request.file(), conversation.client.getAddress(), PROTOCOL);
      if (file.isPresent()) {
        return Content.of(file.get());
      }
    } catch (IOException
        | RuntimeException
        | Error e) { // or the client would be looked up for ever
      log.warn("cannot look up or open " + conversation, e);
      throw UNREADABLE;
    }
    throw NOT_FOUND;
  }
}
