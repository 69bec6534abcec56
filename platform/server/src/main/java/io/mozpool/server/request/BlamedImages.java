package io.mozpool.server.request;

import io.mozpool.server.blame.Blame;
import io.mozpool.server.cluster.Leases;
import io.mozpool.server.database.Database;
import jakarta.inject.Singleton;
import java.util.List;

/** Finds what the images that boards do not boot mean to requests. */
@Singleton
final class BlamedImages {

  private static final String FITS =
      "(q.requested_device = 'any' or d.name = q.requested_device)"
          + " and (q.environment = 'any' or d.environment = q.environment)";

  private static final String OLDER =
      "a.image_id = q.image_id and (q.created is null or q.created <= a.renewed)";

  private static final String ACCUSED = OLDER + " and a.hardware_type_id = d.hardware_type_id";

  /** Devices are looked through only for requests that are older than an accusation. */
  private static final String ALL =
      """
      select q.id from requests q join images i on i.id = q.image_id
      where q.imaging_server_id in (%s) and q.state = 'finding_device'
        and exists (select 1 from accusations a where OLDER)
        and exists (select 1 from devices d join accusations a on ACCUSED where FITS)
        and not exists (select 1 from devices d
          left join image_pxe_configs x
            on x.image_id = q.image_id and x.hardware_type_id = d.hardware_type_id
          left join accusations a on ACCUSED
          where FITS and (x.image_id is not null and a.image_id is null
            or i.can_reuse = 1 and d.image_id = q.image_id))
      """
          .replace("ACCUSED", ACCUSED)
          .replace("OLDER", OLDER)
          .replace("FITS", FITS);

  private final Blame blame;
  private final Database database;
  private final Leases leases;

  BlamedImages(Blame blame, Database database, Leases leases) {
    this.blame = blame;
    this.database = database;
    this.leases = leases;
  }

  /** The devices that are held back from waiting requests. */
  HeldBack heldBack() {
    return HeldBack.read(blame, database);
  }

  /**
   * The waiting requests of this server, by their rows, that an accusation ends: all devices that
   * fit one would boot an image that was accused, or accused again, after the request was made.
   */
  List<Long> accusedRequests() {
    return blame.judge().accused().isEmpty()
        ? List.of()
        : database.all(row -> row.getLong(1), ALL.formatted(leases.servers()));
  }
}
