package io.mozpool.server.stream;

import io.mozpool.server.change.Change;
import io.mozpool.server.change.Changes;
import io.mozpool.server.cluster.ClusterMembers;
import io.mozpool.server.cluster.ImagingServer;
import io.mozpool.server.database.Database;
import io.mozpool.server.json.Json;
import io.mozpool.server.web.Version;
import io.mozpool.time.Threads;
import io.mozpool.time.Time;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;

/**
 * Tells all who listen what changes in the pool. Ten times a second it takes what was noted here
 * and heard of other servers, and reads how that is now; while nobody listens, nothing is done. Any
 * thread may call; everything happens on one.
 */
@Singleton
public final class EventStream implements AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(100);
  private static final int TICKS_OF_LOGS = 5;
  private static final int TICKS_OF_LINKS = 10;
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** Who comes back within a minute finds what was missed. */
  private static final int TICKS_OF_MEMORY = 600;

  /** So long the first reader waits until other servers are heard, too. */
  private static final int TICKS_OF_PATIENCE = 10;

  /** Of more changes at once, reading the lists anew is less work for all. */
  private static final int MOST_CHANGES = 1_000;

  private record News(long server, Mark mark, Change change) {}

  private final ImagingServer self;
  private final Changes changes;
  private final Rows rows;
  private final Json json;
  private final Clock clock;
  private final PeerLinks links;
  private final Audience audience;
  private final Rings rings = new Rings();
  private final Map<Long, Mark> told = new LinkedHashMap<>();
  private final List<News> news = new ArrayList<>();
  private final Map<Reader, Integer> waiting = new LinkedHashMap<>();
  private final Set<Reader> peers = new LinkedHashSet<>();
  private final StreamThread thread;
  private boolean watching;
  private boolean missed;
  private int ticks;
  private int ticksWithoutAudience;

  EventStream(
      ImagingServer self,
      Changes changes,
      Rows rows,
      ClusterMembers members,
      Database database,
      Json json,
      Threads threads,
      Time time) {
    this.self = self;
    this.changes = changes;
    this.rows = rows;
    this.json = json;
    this.clock = time.clock();
    this.thread = new StreamThread(threads, time);
    this.links = new PeerLinks(members, json, new Heard());
    this.audience = new Audience(database, json);
    thread.repeat(this::tick, TICK);
    thread.repeat(() -> audience.giveAll(Message.HEARTBEAT.frame()), HEARTBEAT);
    thread.repeat(() -> peers.forEach(peer -> peer.give(Message.comment("heartbeat"))), HEARTBEAT);
  }

  /** The stream for a page or script, as bytes of server-sent events. */
  Flux<byte[]> follow(Wishes wishes, Optional<String> lastId, Channel connection) {
    return frames(new Reader(wishes, lastId, connection), this::admit);
  }

  /** What this server changes, for another server. */
  Flux<byte[]> followOwn(Optional<String> lastId, Channel connection) {
    return frames(new Reader(Wishes.ALL, lastId, connection), this::admitPeer);
  }

  /** Has all readers come again, to whoever serves then. */
  @Override
  public void close() {
    thread.close(
        () -> {
          links.close();
          audience.close();
          waiting.keySet().forEach(Reader::close);
          peers.forEach(Reader::close);
        });
  }

  private Flux<byte[]> frames(Reader reader, Consumer<Reader> admission) {
    return Flux.defer(
            () -> {
              thread.execute(() -> admission.accept(reader));
              return thread.isClosed() ? Flux.<byte[]>empty() : reader.frames();
            })
        .doFinally(end -> thread.execute(() -> leave(reader)));
  }

  private void admit(Reader reader) {
    watch();
    boolean first = waiting.isEmpty() && audience.isEmpty();
    waiting.put(reader, ticks);
    ticksWithoutAudience = 0;
    if (first) {
      links.look(rings);
    }
  }

  private void admitPeer(Reader peer) {
    watch();
    takeOwn();
    Mark own = rings.last(self.id()).orElseThrow();
    Position here = new Position(Map.of(self.id(), own));
    Optional<List<Change>> since =
        peer.lastId()
            .flatMap(Position::parse)
            .flatMap(last -> Optional.ofNullable(last.marks().get(self.id())))
            .flatMap(mark -> rings.since(self.id(), mark));
    if (since.isEmpty()) {
      peer.give(greeting(peer.lastId().isEmpty() ? "hello" : "resync").frame(here));
    } else {
      peer.give(PeerChanges.message(json, since.get()).frame());
      peer.give(Message.position(here));
    }
    peers.add(peer);
  }

  private void leave(Reader reader) {
    waiting.remove(reader);
    audience.remove(reader);
    peers.remove(reader);
  }

  private void tick() {
    if (!watching) {
      return;
    }
    ticks++;
    takeOwn();
    tell();
    waiting.entrySet().removeIf(each -> greeted(each.getKey(), each.getValue()));
    if (ticks % TICKS_OF_LOGS == 0) {
      audience.tellLogs(rings.position());
    }
    rest();
    if (ticks % TICKS_OF_LINKS == 0 && ticksWithoutAudience <= TICKS_OF_MEMORY) {
      links.look(rings);
    }
  }

  /** What was noted here becomes news, for other servers at once. */
  private void takeOwn() {
    List<Change> own = changes.take();
    if (own.isEmpty()) {
      return;
    }
    own.forEach(change -> add(self.id(), change));
    byte[] frame =
        PeerChanges.message(json, own)
            .frame(new Position(Map.of(self.id(), rings.last(self.id()).orElseThrow())));
    peers.forEach(peer -> peer.give(frame));
  }

  private void add(long server, Change change) {
    news.add(new News(server, rings.add(server, change), change));
  }

  /** Tells the news; what cannot be read now stays news. */
  private void tell() {
    if (missed || news.size() > MOST_CHANGES) {
      audience.giveAll(greeting("resync").frame(rings.position()));
    } else if (!audience.isEmpty() && !news.isEmpty()) {
      Map<Change, List<Message>> messages = rows.of(news.stream().map(News::change).toList());
      for (News each : news) {
        told.put(each.server(), each.mark());
        Position position = new Position(told);
        Optional.ofNullable(messages.remove(each.change()))
            .ifPresent(all -> all.forEach(message -> audience.tell(message, position)));
      }
    }
    missed = false;
    news.clear();
    told.putAll(rings.position().marks());
  }

  /** Whether a reader knows by now where it stands. */
  private boolean greeted(Reader reader, int since) {
    if (!links.settled() && ticks - since < TICKS_OF_PATIENCE) {
      return false;
    }
    Optional<List<Change>> missedSince =
        reader
            .lastId()
            .flatMap(Position::parse)
            .flatMap(rings::since)
            .filter(all -> all.size() <= MOST_CHANGES);
    if (missedSince.isEmpty()) {
      audience.add(reader); // first, so that who reads a log when greeted misses no line
      reader.give(greeting(reader.lastId().isEmpty() ? "hello" : "resync").frame(rings.position()));
    } else {
      rows.of(missedSince.get()).values().stream()
          .flatMap(List::stream)
          .filter(reader.wishes()::include)
          .forEach(message -> reader.give(message.frame()));
      audience.add(reader);
      reader.give(Message.position(rings.position()));
    }
    audience.tellUnknownLogs(reader);
    return true;
  }

  private Message greeting(String type) {
    return new Message(type, "", json.text(Map.of("server", self.fqdn(), "version", Version.TEXT)));
  }

  private void watch() {
    if (!watching) {
      watching = true;
      ticksWithoutAudience = TICKS_OF_MEMORY; // another server is no audience
      rings.goOn(self.id(), new Mark(Long.toString(clock.millis(), Character.MAX_RADIX), 0));
      changes.watch(true);
    }
  }

  /** Some time after the last one has left, others are not listened to, and nothing is noted. */
  private void rest() {
    ticksWithoutAudience = waiting.isEmpty() && audience.isEmpty() ? ticksWithoutAudience + 1 : 0;
    if (ticksWithoutAudience > TICKS_OF_MEMORY) {
      links.close();
      rings.keepOnly(self.id());
      told.keySet().removeIf(server -> server != self.id());
      if (peers.isEmpty()) {
        watching = false;
        changes.watch(false);
        rings.clear();
        told.clear();
        news.clear();
      }
    }
  }

  /** What other servers say. */
  private final class Heard implements PeerLink.Listener {

    @Override
    public void goesOn(long server, Mark mark) {
      thread.execute(
          () -> {
            if (rings.goOn(server, mark)) {
              missed = true;
              changes.servers();
            }
          });
    }

    @Override
    public void changed(long server, List<Change> all) {
      thread.execute(
          () -> {
            if (rings.last(server).isPresent()) {
              all.forEach(change -> add(server, change));
            }
          });
    }

    @Override
    public void away(PeerLink link) {
      thread.execute(
          () -> {
            if (links.drop(link)) {
              changes.servers();
            }
          });
    }
  }
}
