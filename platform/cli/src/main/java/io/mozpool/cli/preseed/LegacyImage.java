package io.mozpool.cli.preseed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * A file that U-Boot runs or starts, for Linux on ARM and not compressed: 64 bytes of header, all
 * big-endian, and the content.
 */
enum LegacyImage {
  /** Runs at the address that pandas give it. */
  KERNEL(2, 0x80008000),
  RAM_DISK(3, 0),
  SCRIPT(6, 0);

  private static final int MAGIC = 0x27051956;
  private static final int HEADER = 64;
  private static final int CHECKSUM_AT = 4;
  private static final byte LINUX = 5;
  private static final byte ARM = 2;
  private static final byte NOT_COMPRESSED = 0;
  private static final String NAME = "MozPool";

  private final byte type;
  private final int address;

  LegacyImage(int type, int address) {
    this.type = (byte) type;
    this.address = address;
  }

  /** The content with its header. */
  byte[] of(byte[] content) {
    ByteBuffer image = ByteBuffer.allocate(HEADER + content.length);
    image.putInt(MAGIC).putInt(0).putInt(0).putInt(content.length).putInt(address).putInt(address);
    image.putInt(checksum(content, content.length));
    image.put(LINUX).put(ARM).put(type).put(NOT_COMPRESSED).put(NAME.getBytes(US_ASCII));
    image.position(HEADER).put(content);
    // The header's own, taken while its place is zero.
    image.putInt(CHECKSUM_AT, checksum(image.array(), HEADER));
    return image.array();
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
