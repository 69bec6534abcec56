package io.mozpool.dist.faults;

import static org.awaitility.Awaitility.await;

import io.mozpool.dist.faults.Wire.Trap;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionTimeoutException;

/** Does to a pool what a {@link Fault} says, to a server chosen at random. */
final class Mischief {

  /** A statement and not {@code set autocommit}: what says so comes before it. */
  private static final String COMMIT = "\u0003commit";

  /** What a step says to the database, in this order. */
  private static final List<String> STEP =
      List.of("lock in share mode", " set state = ", "_logs (", COMMIT);

  private static final Duration LONG = Duration.ofSeconds(12);

  private final Pool pool;
  private final Random random;
  private int trapsSet;
  private int trapsSprung;

  Mischief(Pool pool, Random random) {
    this.pool = pool;
    this.random = random;
  }

  /** Does it; who was killed or stopped runs again when this returns, or is about to. */
  void happen(Fault fault) throws Exception {
    Member member = pool.members().get(random.nextInt(pool.members().size()));
    switch (fault) {
      case KILL -> kill(member);
      case KILL_WITHIN_STEP ->
          killAt(STEP.get(random.nextInt(STEP.size())), random.nextBoolean(), member);
      case KILL_ALL -> {
        pool.members().forEach(Member::kill);
        for (Member each : pool.members()) {
          each.restart();
        }
      }
      case PAUSE -> pause(member);
      case PAUSE_IN_TRANSACTION -> {
        if (!spring(COMMIT, true, member, () -> pause(member))) {
          pause(member);
        }
      }
      case CUT -> member.sql().cut();
      case CUT_BEFORE_COMMIT -> cutAt(true, member);
      case CUT_AFTER_COMMIT -> cutAt(false, member);
      case CUT_OFF_FROM_OTHERS -> {
        member.web().down();
        rest(Duration.ofSeconds(3));
        member.web().up();
      }
      case DATABASE_RESTART -> restartDatabase(true);
      case DATABASE_KILL -> restartDatabase(false);
      case DATABASE_READ_ONLY -> {
        pool.database().execute("set global read_only = 1");
        rest(Duration.ofSeconds(3));
        pool.database().execute("set global read_only = 0");
      }
    }
  }

  /** How many of the statements that were waited for came. */
  String traps() {
    return "%d of %d traps have sprung".formatted(trapsSprung, trapsSet);
  }

  /** Some come back at once, others after their lease was taken. */
  private void kill(Member member) throws IOException {
    member.kill();
    if (random.nextBoolean()) {
      awaitTaken(member);
    }
    member.restart();
  }

  private void killAt(String words, boolean before, Member member) throws Exception {
    boolean sprung =
        spring(
            words,
            before,
            member,
            () -> {
              member.kill();
              return false;
            });
    if (!sprung) {
      member.kill();
    }
    member.restart();
  }

  private void cutAt(boolean before, Member member) throws Exception {
    if (!spring(COMMIT, before, member, () -> false)) {
      member.sql().cut();
    }
  }

  /** The commit arrives when the pause is over, if anybody still listens. */
  private boolean pause(Member member) {
    member.signal("STOP");
    awaitTaken(member);
    member.signal("CONT");
    return true;
  }

  /** Sets a trap and waits until it has sprung; returns false where nobody came by. */
  private boolean spring(String words, boolean before, Member member, BooleanSupplier action)
      throws ExecutionException, InterruptedException {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    trapsSet++;
    member
        .sql()
        .set(
            new Trap(
                words,
                before,
                () -> {
                  boolean passes = action.getAsBoolean();
                  done.complete(true);
                  return passes;
                }));
    boolean sprung = came(done, member);
    trapsSprung += sprung ? 1 : 0;
    return sprung;
  }

  private static boolean came(CompletableFuture<Boolean> done, Member member)
      throws ExecutionException, InterruptedException {
    try {
      return done.get(5, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return !member.sql().disarm()
          && done.completeOnTimeout(false, LONG.multipliedBy(2).toSeconds(), TimeUnit.SECONDS)
              .get();
    }
  }

  private void awaitTaken(Member member) {
    try {
      await()
          .atMost(LONG)
          .ignoreExceptionsInstanceOf(SQLException.class)
          .until(
              () -> {
                String holder = pool.holder(member);
                return !holder.isEmpty() && !holder.equals(member.fqdn());
              });
    } catch (ConditionTimeoutException e) {
      // the others are not well either
    }
  }

  private void restartDatabase(boolean orderly) throws IOException, InterruptedException {
    pool.database().stop(orderly);
    pool.database().start();
  }

  /** That is how long it lasts. */
  private static void rest(Duration time) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(time.toMillis());
  }
}
