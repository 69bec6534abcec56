package io.mozpool.server.request;

import io.mozpool.server.blame.Blame;
import io.mozpool.server.blame.ImageOnType;
import io.mozpool.server.blame.Suspicions;
import io.mozpool.server.database.Database;
import io.mozpool.server.json.Json;
import io.mozpool.server.request.RequestView.Wish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The free devices that some requests do not get in one round of the matcher: those that would boot
 * an image while a self-test decides whether it is to blame, and, for an image that is accused, all
 * but one at a time.
 */
final class HeldBack {

  /** A free device, and its hardware type's image that is held back. */
  private record Held(
      ImageOnType what,
      @Nullable String content,
      @Nullable String contentBootConfig,
      String reason) {}

  private static final String HELD =
      """
      select d.id, i.id as image_id, d.hardware_type_id, i.name as image, c.name as content, d.boot_config
      from devices d
        join images i on i.id = ?
        left join images c on c.id = d.image_id
      where d.state = 'ready' and d.hardware_type_id = ?
      """;

  /** The request that waits, where it is younger than the accusation. */
  private static final String YOUNGER =
      "select q.id from requests q join accusations a on a.image_id = q.image_id"
          + " where a.image_id = ? and a.hardware_type_id = ? and q.state = 'finding_device'"
          + " and q.created > a.renewed";

  private static final String AT_WORK =
      """
      select 1 from devices d
        left join device_requests r on r.device_id = d.id
        left join requests q on q.id = r.request_id
      where d.hardware_type_id = ? and (d.next_image_id = ? and d.state not in
          ('ready', 'unknown', 'locked_out', 'troubleshooting', 'maintenance_mode')
          and d.state not like 'failed\\_%'
        or q.image_id = ? and q.state in ('contact_lifeguard', 'contacting_lifeguard', 'pending'))
      limit 1
      """;

  private final Blame blame;
  private final Json json;
  private final Map<String, Map<Long, Held>> heldByImage = new HashMap<>();
  private final Map<ImageOnType, Set<Long>> turns = new HashMap<>();

  private HeldBack(Blame blame, Json json) {
    this.blame = blame;
    this.json = json;
  }

  /** Those of this moment. */
  static HeldBack read(Blame blame, Database database, Json json) {
    Suspicions suspicions = blame.judge();
    HeldBack held = new HeldBack(blame, json);
    Set<ImageOnType> onTrial = suspicions.onTrial();
    Set<ImageOnType> all = new HashSet<>(onTrial);
    all.addAll(suspicions.accused());
    for (ImageOnType what : all) {
      String witnesses = String.join(", ", suspicions.witnesses(what));
      String reason =
          onTrial.contains(what)
              ? "a self-test decides whether its image is to blame, which %s failed to boot"
              : "its image is accused, as %s failed to boot it: one device at a time gets it";
      held.readDevices(what, reason.formatted(witnesses), database);
      held.turns.put(what, onTrial.contains(what) ? Set.of() : turns(what, database));
    }
    return held;
  }

  private void readDevices(ImageOnType what, String reason, Database database) {
    database.all(row -> add(row, what, reason), HELD, what.image(), what.hardwareType());
  }

  private boolean add(ResultSet row, ImageOnType what, String reason) throws SQLException {
    heldByImage
        .computeIfAbsent(row.getString("image"), image -> new HashMap<>())
        .put(
            row.getLong("id"),
            new Held(what, row.getString("content"), row.getString("boot_config"), reason));
    return true;
  }

  /** The requests that may have the next turn; none while a device works on the image. */
  private static Set<Long> turns(ImageOnType what, Database database) {
    boolean atWork =
        database
            .first(row -> true, AT_WORK, what.hardwareType(), what.image(), what.image())
            .isPresent();
    return atWork
        ? Set.of()
        : new HashSet<>(
            database.all(row -> row.getLong(1), YOUNGER, what.image(), what.hardwareType()));
  }

  /** Whether a request may be given a device. */
  boolean admits(long request, Wish wish, long device) {
    return held(wish, device).map(held -> isTurnOf(request, held)).orElse(true);
  }

  /** Why a device does not get an image now; empty where it may. */
  Optional<String> reason(String image, long device) {
    return Optional.ofNullable(heldByImage.getOrDefault(image, Map.of()).get(device))
        .map(Held::reason);
  }

  /** Whether a request that is about to be given a device still may, now that it takes its turn. */
  boolean takesTurn(long request, Wish wish, long device) {
    Optional<Held> held = held(wish, device);
    if (held.isEmpty()) {
      return true;
    }
    boolean mine = isTurnOf(request, held.get()) && blame.takeTurn(held.get().what());
    turns.put(held.get().what(), Set.of());
    return mine;
  }

  private boolean isTurnOf(long request, Held held) {
    return turns.getOrDefault(held.what(), Set.of()).contains(request);
  }

  /** A device that holds the image already need not boot it. */
  private Optional<Held> held(Wish wish, long device) {
    return Optional.ofNullable(heldByImage.getOrDefault(wish.image(), Map.of()).get(device))
        .filter(
            held ->
                !(wish.reusable()
                    && wish.image().equals(held.content())
                    && json.sameBootConfig(wish.bootConfig(), held.contentBootConfig())));
  }
}
