package io.mozpool.server.request;

import io.mozpool.server.blame.Blame;
import io.mozpool.server.blame.ImageOnType;
import io.mozpool.server.blame.Suspicions;
import io.mozpool.server.database.Database;
import io.mozpool.server.request.RequestView.Wish;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The hardware types whose free devices some requests do not get in one round of the matcher: while
 * a self-test decides whether their image is to blame, and, for an image that is accused, all
 * devices but one at a time.
 */
final class HeldBack {

  private record Key(String image, long hardwareType) {}

  /**
   * An image that is held back from a hardware type.
   *
   * @param turns the requests that may have the next device
   */
  private record Held(ImageOnType what, String reason, Set<Long> turns) {}

  /** The requests that wait and are younger than the accusation. */
  private static final String YOUNGER =
      "select q.id from requests q join accusations a on a.image_id = q.image_id"
          + " where a.image_id = ? and a.hardware_type_id = ? and q.state = 'finding_device'"
          + " and q.created > a.renewed";

  private static final String AT_WORK =
      """
      select 1 from devices d
      where d.hardware_type_id = ? and d.next_image_id = ? and d.state not in
          ('ready', 'unknown', 'locked_out', 'troubleshooting', 'maintenance_mode')
        and d.state not like 'failed\\_%'
      union all
      select 1 from requests q
        join device_requests r on r.request_id = q.id
        join devices d on d.id = r.device_id
      where d.hardware_type_id = ? and q.image_id = ?
        and q.state in ('contact_lifeguard', 'contacting_lifeguard', 'pending')
      limit 1
      """;

  private static final String ON_TRIAL =
      "a self-test decides whether its image is to blame, which %s failed to boot";

  private static final String ACCUSED =
      "its image is accused, as %s failed to boot it: one device at a time gets it";

  private final Blame blame;
  private final Map<Key, Held> all = new HashMap<>();
  private final Set<String> images = new HashSet<>();
  private final Set<Wish> givenUp = new HashSet<>();

  private HeldBack(Blame blame) {
    this.blame = blame;
  }

  /** Those of this moment. */
  static HeldBack read(Blame blame, Database database) {
    Suspicions suspicions = blame.judge();
    HeldBack held = new HeldBack(blame);
    for (ImageOnType what : suspicions.accused()) {
      held.put(suspicions, what, ACCUSED, turns(what, database));
    }
    for (ImageOnType what : suspicions.onTrial()) {
      held.put(suspicions, what, ON_TRIAL, Set.of());
    }
    return held;
  }

  private void put(Suspicions suspicions, ImageOnType what, String reason, Set<Long> turns) {
    String image = suspicions.image(what);
    images.add(image);
    all.put(
        new Key(image, what.hardwareType()),
        new Held(what, reason.formatted(String.join(", ", suspicions.witnesses(what))), turns));
  }

  /** The requests that may have the next turn; none while a device works on the image. */
  private static Set<Long> turns(ImageOnType what, Database database) {
    boolean atWork =
        database
            .first(
                row -> true,
                AT_WORK,
                what.hardwareType(),
                what.image(),
                what.hardwareType(),
                what.image())
            .isPresent();
    return atWork
        ? Set.of()
        : Set.copyOf(
            database.all(row -> row.getLong(1), YOUNGER, what.image(), what.hardwareType()));
  }

  /** Whether a request may be given a device of a hardware type. */
  boolean admits(long request, Wish wish, long hardwareType) {
    return held(wish.image(), hardwareType)
        .map(held -> held.turns().contains(request))
        .orElse(true);
  }

  /** Whether a request that is about to be given a device still may, now that it takes its turn. */
  boolean takesTurn(long request, Wish wish, long hardwareType) {
    Optional<Held> found = held(wish.image(), hardwareType);
    if (found.isEmpty() || !found.get().turns().contains(request)) {
      return true; // it needs none
    }
    Held held = found.get();
    all.put(new Key(wish.image(), hardwareType), new Held(held.what(), held.reason(), Set.of()));
    return blame.takeTurn(held.what());
  }

  /**
   * No device was found for a wish; where its image is held back, more of the kind need not look.
   */
  void giveUp(Wish wish) {
    if (images.contains(wish.image())) {
      givenUp.add(wish);
    }
  }

  /** Whether a request need not look for a device, as another one with its wish has. */
  boolean isHopeless(long request, Wish wish) {
    return givenUp.contains(wish)
        && all.values().stream().noneMatch(held -> held.turns().contains(request));
  }

  /** Why an image is held back from a hardware type; empty where it is not. */
  Optional<String> reason(String image, long hardwareType) {
    return held(image, hardwareType).map(Held::reason);
  }

  private Optional<Held> held(String image, long hardwareType) {
    return Optional.ofNullable(all.get(new Key(image, hardwareType)));
  }
}
