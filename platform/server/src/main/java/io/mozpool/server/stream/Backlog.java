package io.mozpool.server.stream;

import java.util.AbstractQueue;
import java.util.Collections;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What a reader has not taken yet: so many events and so many bytes, and no more. */
final class Backlog extends AbstractQueue<byte[]> {

  private final Queue<byte[]> frames = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger bytes = new AtomicInteger();
  private final int mostFrames;
  private final int mostBytes;

  Backlog(int mostFrames, int mostBytes) {
    this.mostFrames = mostFrames;
    this.mostBytes = mostBytes;
  }

  @Override
  public boolean offer(byte[] frame) {
    if (count.get() >= mostFrames || bytes.get() + frame.length > mostBytes) {
      return false;
    }
    count.incrementAndGet();
    bytes.addAndGet(frame.length);
    return frames.add(frame);
  }

  @Override
  public byte @Nullable [] poll() {
    byte[] frame = frames.poll();
    if (frame != null) {
      count.decrementAndGet();
      bytes.addAndGet(-frame.length);
    }
    return frame;
  }

  @Override
  public byte @Nullable [] peek() {
    return frames.peek();
  }

  @Override
  public Iterator<byte[]> iterator() {
    return Collections.unmodifiableCollection(frames).iterator();
  }

  @Override
  public int size() {
    return count.get();
  }
}
