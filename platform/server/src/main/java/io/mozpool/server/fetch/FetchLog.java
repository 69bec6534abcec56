package io.mozpool.server.fetch;

import io.mozpool.server.contact.Contacts;
import io.mozpool.server.contact.UnknownBoards;
import io.mozpool.server.journal.Journal;
import io.mozpool.server.syslog.Senders;
import io.mozpool.server.text.Texts;
import io.mozpool.time.Time;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Writes into the devices' logs what they fetch and what they look for in vain: a device has one
 * line a minute for each name and outcome, and sixty in all. Any thread may call.
 */
@Singleton
public final class FetchLog {

  private static final long PAUSE = Duration.ofMinutes(1).toNanos();
  private static final int MOST_LINES = 60;

  /** The protocol that people fetch scripts by, too. */
  private static final String HTTP = "http";

  private final Senders senders;
  private final Journal journal;
  private final Contacts contacts;
  private final UnknownBoards unknown;
  private final Time time;

  /** When the lines of the last minute were written, the oldest first, by device. */
  private final Map<Long, Map<String, Long>> written = new HashMap<>();

  FetchLog(Senders senders, Journal journal, Contacts contacts, UnknownBoards unknown, Time time) {
    this.senders = senders;
    this.journal = journal;
    this.contacts = contacts;
    this.unknown = unknown;
    this.time = time;
  }

  /**
   * Notes that somebody has asked for a file. Whoever is no device has no log, and is a board that
   * nobody knows unless it came by HTTP.
   *
   * @param protocol the source of the line: {@code tftp}, {@code http}
   * @param macOrSerial of the device, where the name tells it
   * @param size of the file; empty where it was not found
   */
  public void note(
      String protocol,
      InetAddress source,
      Optional<String> macOrSerial,
      String name,
      Optional<Long> size) {
    OptionalLong byAddress = senders.device(source, "");
    OptionalLong device =
        byAddress.isPresent()
            ? byAddress
            : macOrSerial.map(senders::withIdentity).orElse(OptionalLong.empty());
    if (device.isPresent()) {
      contacts.heard(device.getAsLong(), protocol);
      write(protocol, device.getAsLong(), line(name, size));
    } else if (!protocol.equals(HTTP)) {
      unknown.asked(source, macOrSerial, protocol, name);
    }
  }

  private static String line(String name, Optional<Long> size) {
    String file = Texts.quoted(name.replaceAll("\\p{Cntrl}", "\ufffd"));
    return size.map(bytes -> "fetches " + file + " (" + bytes + " bytes)")
        .orElse("asks for " + file + ", which is not there");
  }

  private void write(String protocol, long device, String line) {
    if (isNews(device, protocol + ' ' + line)) {
      journal.add("device", device, protocol, line);
    }
  }

  private synchronized boolean isNews(long device, String line) {
    long now = time.nanos();
    Map<String, Long> lines = written.computeIfAbsent(device, id -> new LinkedHashMap<>());
    lines.values().removeIf(moment -> now - moment >= PAUSE);
    return lines.size() < MOST_LINES && lines.putIfAbsent(line, now) == null;
  }
}
