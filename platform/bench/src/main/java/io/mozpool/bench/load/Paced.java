package io.mozpool.bench.load;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An open loop: so many questions a second are due, whatever the server does meanwhile, and how
 * long one takes counts from when it was due. Whoever is free asks it. One that nobody is free for
 * is given up after a while.
 */
public final class Paced implements Script {

  /** What an answer is called by which a server sends a client away. */
  public static final String REFUSED = "refused";

  private final Script script;
  private final double nanosApart;
  private final Duration patience;
  private final long[] due;
  private long started;
  private long next;
  private long givenUp;

  /**
   * @param script which says what is asked
   * @param clients how many there are at most to ask it
   * @param patience how long a question waits for one of them
   */
  public Paced(Script script, double perSecond, int clients, Duration patience) {
    this.script = script;
    this.nanosApart = 1e9 / perSecond;
    this.patience = patience;
    this.due = new long[clients];
  }

  @Override
  public byte @Nullable [] next(int client) {
    long now = System.nanoTime();
    if (next == 0) {
      started = now;
    }
    while (now - moment(next) > patience.toNanos()) {
      next++;
      givenUp++;
    }
    if (now < moment(next)) {
      return null;
    }
    byte[] question = script.next(client);
    if (question != null) {
      due[client] = moment(next++);
    }
    return question;
  }

  @Override
  public long asked(int client, long now) {
    return due[client];
  }

  @Override
  public Optional<String> fault(int client, Answer answer) {
    Optional<String> fault = script.fault(client, answer);
    return answer.isRefusal() ? Optional.of(REFUSED) : fault;
  }

  /** How many questions were given up. */
  public long givenUp() {
    return givenUp;
  }

  private long moment(long question) {
    return started + (long) (question * nanosApart);
  }
}
