package io.mozpool.server.blame;

import io.mozpool.lifecycle.device.DeviceState;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.DatabaseException;
import io.mozpool.server.database.Moments;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The evidence against images, as all servers store it. */
final class BlameStore {

  private static final String FAILURES =
      """
      select f.device_id, f.image_id, f.hardware_type_id, f.pxe_config_hash, f.failed, f.passed,
        d.name as device, d.state, n.name as next_image, i.name as image, t.type, t.model,
        x.image_id is not null as linked, p.contents
      from boot_failures f
        join devices d on d.id = f.device_id
        left join images n on n.id = d.next_image_id
        join images i on i.id = f.image_id
        join hardware_types t on t.id = f.hardware_type_id
        left join image_pxe_configs x
          on x.image_id = f.image_id and x.hardware_type_id = f.hardware_type_id
        left join pxe_configs p on p.id = x.pxe_config_id
      order by f.failed, f.device_id
      """;

  private static final String ACCUSATIONS =
      """
      select a.image_id, a.hardware_type_id, a.pxe_config_hash, a.since, a.renewed,
        i.name as image, t.type, t.model, x.image_id is not null as linked, p.contents
      from accusations a
        join images i on i.id = a.image_id
        join hardware_types t on t.id = a.hardware_type_id
        left join image_pxe_configs x
          on x.image_id = a.image_id and x.hardware_type_id = a.hardware_type_id
        left join pxe_configs p on p.id = x.pxe_config_id
      order by a.since, i.name, t.type, t.model
      """;

  private static final String ANYTHING =
      "select 1 from boot_failures union all select 1 from accusations limit 1";

  private static final String CONTENTS =
      "select p.contents from image_pxe_configs x join pxe_configs p on p.id = x.pxe_config_id"
          + " where x.image_id = ? and x.hardware_type_id = ?";

  private static final String OF_IMAGE = " where image_id = ? and hardware_type_id = ?";

  private final Database database;

  BlameStore(Database database) {
    this.database = database;
  }

  /** All; where there is nothing, which is so nearly always, a single small question tells. */
  Suspicions read() {
    if (database.first(row -> true, ANYTHING).isEmpty()) {
      return new Suspicions(List.of(), List.of());
    }
    return new Suspicions(
        database.all(BlameStore::failure, FAILURES),
        database.all(BlameStore::accusation, ACCUSATIONS));
  }

  /** The hash of what devices of a hardware type boot for an image; empty where they cannot. */
  Optional<String> pxeConfigHash(ImageOnType what) {
    return database.first(
        row -> hash(row.getString(1)), CONTENTS, what.image(), what.hardwareType());
  }

  void forget(BootFailure failure) {
    database.update(
        "delete from boot_failures where device_id = ? and image_id = ? and failed = ?",
        failure.device(),
        failure.what().image(),
        Moments.text(failure.failed()));
  }

  void forget(Accusation accusation) {
    database.update(
        "delete from accusations" + OF_IMAGE + " and since = ?",
        accusation.what().image(),
        accusation.what().hardwareType(),
        Moments.text(accusation.since()));
  }

  /** Whether it is a new accusation, which no other server has stored. */
  boolean accuse(BootFailure newest) {
    ImageOnType what = newest.what();
    String passed = Moments.text(newest.passed().orElseThrow());
    try {
      database.update(
          "insert into accusations (image_id, hardware_type_id, pxe_config_hash, since, renewed)"
              + " values (?, ?, ?, ?, ?)",
          what.image(),
          what.hardwareType(),
          newest.pxeConfigHash(),
          passed,
          passed);
      return true;
    } catch (DatabaseException e) {
      boolean stored =
          database
              .first(
                  row -> true,
                  "select 1 from accusations" + OF_IMAGE,
                  what.image(),
                  what.hardwareType())
              .isPresent();
      if (!stored) {
        throw e;
      }
      return false;
    }
  }

  void renew(BootFailure newest) {
    String passed = Moments.text(newest.passed().orElseThrow());
    database.update(
        "update accusations set renewed = ?" + OF_IMAGE + " and renewed < ?",
        passed,
        newest.what().image(),
        newest.what().hardwareType(),
        passed);
  }

  /** Whether it is this server's turn to give a device to an accused image. */
  boolean takeTurn(ImageOnType what, LocalDateTime now, LocalDateTime until) {
    return database.update(
            "update accusations set turn_until = ?"
                + OF_IMAGE
                + " and (turn_until is null or turn_until < ?)",
            Moments.text(until),
            what.image(),
            what.hardwareType(),
            Moments.text(now))
        > 0;
  }

  /** Forgets all that is held against an image; returns how many accusations there were. */
  int trust(long image) {
    database.update("delete from boot_failures where image_id = ?", image);
    return database.update("delete from accusations where image_id = ?", image);
  }

  private static BootFailure failure(ResultSet row) throws SQLException {
    return new BootFailure(
        row.getLong("device_id"),
        row.getString("device"),
        what(row),
        row.getString("image"),
        type(row),
        row.getString("pxe_config_hash"),
        row.getObject("failed", LocalDateTime.class),
        Optional.ofNullable(row.getObject("passed", LocalDateTime.class)),
        DeviceState.isSelfTest(
            row.getString("state"), BootFailure.SELF_TEST.equals(row.getString("next_image"))),
        isCurrent(row));
  }

  private static Accusation accusation(ResultSet row) throws SQLException {
    return new Accusation(
        what(row),
        row.getString("image"),
        type(row),
        row.getObject("since", LocalDateTime.class),
        row.getObject("renewed", LocalDateTime.class),
        isCurrent(row));
  }

  private static ImageOnType what(ResultSet row) throws SQLException {
    return new ImageOnType(row.getLong("image_id"), row.getLong("hardware_type_id"));
  }

  private static TypeName type(ResultSet row) throws SQLException {
    return new TypeName(row.getString("type"), row.getString("model"));
  }

  private static boolean isCurrent(ResultSet row) throws SQLException {
    return row.getBoolean("linked")
        && hash(row.getString("contents")).equals(row.getString("pxe_config_hash"));
  }

  private static String hash(@Nullable String contents) {
    try {
      byte[] bytes = (contents == null ? "" : contents).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
