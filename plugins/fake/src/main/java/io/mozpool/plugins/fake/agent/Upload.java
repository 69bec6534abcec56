package io.mozpool.plugins.fake.agent;

import io.netty.buffer.ByteBuf;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file that a client pushes: counted and hashed, not kept. */
final class Upload {

  private final String file;
  private final MessageDigest digest = digest();
  private long missing;

  /**
   * @param length the number of bytes to come, as the client wrote it
   */
  Upload(String file, String length) {
    this.file = file;
    this.missing = length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
  }

  String file() {
    return file;
  }

  void take(ByteBuf in) {
    byte[] bytes = new byte[(int) Math.min(missing, in.readableBytes())];
    in.readBytes(bytes);
    digest.update(bytes);
    missing -= bytes.length;
  }

  boolean isComplete() {
    return missing == 0;
  }

  /** The hash of what came, in lower-case hexadecimal digits. */
  String md5() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
