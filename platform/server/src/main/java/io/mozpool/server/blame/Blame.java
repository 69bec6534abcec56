package io.mozpool.server.blame;

import io.mozpool.server.database.Database;
import io.mozpool.server.database.Moments;
import io.mozpool.server.database.SqlStatement;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges images that boards fail to boot. Steps of devices store failures and what their self-tests
 * say; two devices that passed theirs accuse the image, whichever server sees it first.
 */
@Singleton
public final class Blame {

  private static final Logger LOG = LoggerFactory.getLogger(Blame.class);
  private static final Duration FRESH = Duration.ofSeconds(1);

  /** Long enough for the device that was given to be seen as working on the image. */
  private static final Duration TURN = Duration.ofSeconds(10);

  private record Reading(LocalDateTime moment, Suspicions suspicions) {}

  private final BlameStore store;
  private final Clock clock;
  private volatile Reading last =
      new Reading(LocalDateTime.MIN, new Suspicions(List.of(), List.of()));

  public Blame(Database database, Clock clock) {
    this.store = new BlameStore(database);
    this.clock = clock;
  }

  /** The suspicions of this moment, or of a second ago. */
  public Suspicions recent() {
    Reading reading = last;
    LocalDateTime now = Moments.now(clock);
    boolean fresh = !now.isBefore(reading.moment()) && now.isBefore(reading.moment().plus(FRESH));
    return fresh ? reading.suspicions() : read();
  }

  /** The suspicions as they were last read; the database is not asked. */
  Suspicions known() {
    return last.suspicions();
  }

  /** Judges, and returns the suspicions of this moment. */
  public Suspicions judge() {
    Suspicions suspicions = read();
    if (suspicions.isEmpty()) {
      return suspicions;
    }
    boolean changed = tidyUp(suspicions);
    Map<ImageOnType, Accusation> accusations = accusations(suspicions);
    for (BootFailure newest : suspicions.proven().values()) {
      changed |= accuse(newest, Optional.ofNullable(accusations.get(newest.what())), suspicions);
    }
    return changed ? read() : suspicions;
  }

  /** Whether it is this server's turn to give a device to an image that is accused. */
  public boolean takeTurn(ImageOnType what) {
    LocalDateTime now = Moments.now(clock);
    return store.takeTurn(what, now, now.plus(TURN));
  }

  /** Forgets all that is held against an image. */
  void trust(long image, String name) {
    int accusations = store.trust(image);
    read();
    LOG.info("image {} is trusted again; {} accusations are lifted", name, accusations);
  }

  /** The statements that store a device's failure to boot; none where there is no PXE config. */
  public List<SqlStatement> failed(long device, ImageOnType what) {
    return store
        .pxeConfigHash(what)
        .map(
            hash ->
                List.of(
                    SqlStatement.of(
                        "delete from boot_failures where device_id = ?"
                            + " and (passed is null or image_id = ?)",
                        device,
                        what.image()),
                    SqlStatement.of(
                        "insert into boot_failures (device_id, image_id, hardware_type_id,"
                            + " pxe_config_hash, failed) values (?, ?, ?, ?, ?)",
                        device,
                        what.image(),
                        what.hardwareType(),
                        hash,
                        Moments.text(Moments.now(clock)))))
        .orElse(List.of());
  }

  /** The statement that stores that a device's self-test speaks against what it failed to boot. */
  public SqlStatement passed(long device) {
    return SqlStatement.of(
        "update boot_failures set passed = ? where device_id = ? and passed is null",
        Moments.text(Moments.now(clock)),
        device);
  }

  /** The statements that forget all that is held against an image on a hardware type. */
  public List<SqlStatement> booted(ImageOnType what) {
    return List.of(
        SqlStatement.of(
            "delete from boot_failures where image_id = ? and hardware_type_id = ?",
            what.image(),
            what.hardwareType()),
        SqlStatement.of(
            "delete from accusations where image_id = ? and hardware_type_id = ?",
            what.image(),
            what.hardwareType()));
  }

  private Suspicions read() {
    LocalDateTime now = Moments.now(clock);
    Suspicions suspicions = store.read();
    last = new Reading(now, suspicions);
    return suspicions;
  }

  /**
   * A PXE config that is changed lifts what is held against it; a trial may have been broken off.
   */
  private boolean tidyUp(Suspicions suspicions) {
    LocalDateTime now = Moments.now(clock);
    List<BootFailure> over =
        suspicions.failures().stream().filter(failure -> failure.isOver(now)).toList();
    over.forEach(store::forget);
    List<Accusation> lifted =
        suspicions.accusations().stream().filter(accusation -> !accusation.current()).toList();
    for (Accusation accusation : lifted) {
      store.forget(accusation);
      LOG.info(
          "image {} is no longer accused on {}: the PXE config is another one",
          accusation.image(),
          accusation.type());
    }
    return !over.isEmpty() || !lifted.isEmpty();
  }

  private boolean accuse(
      BootFailure newest, Optional<Accusation> accusation, Suspicions suspicions) {
    if (accusation.isEmpty()) {
      if (store.accuse(newest)) {
        LOG.warn(
            "image {} is accused on {}: {} failed to boot it and passed their self-tests",
            newest.image(),
            newest.type(),
            String.join(", ", suspicions.witnesses(newest.what())));
      }
      return true;
    }
    if (accusation.get().renewed().isBefore(newest.passed().orElseThrow())) {
      store.renew(newest);
      return true;
    }
    return false;
  }

  private static Map<ImageOnType, Accusation> accusations(Suspicions suspicions) {
    return suspicions.accusations().stream()
        .filter(Accusation::current)
        .collect(Collectors.toMap(Accusation::what, each -> each));
  }
}
