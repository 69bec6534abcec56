package io.mozpool.server.cluster;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.mozpool.server.database.Database;
import io.mozpool.server.web.ApiException;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/**
 * Calls of one imaging server to another. They name the server in whose name they are made, the
 * epoch of its lease and the request that they are about; a call under a lease that somebody else
 * has taken since then is refused. Calls that name nothing come from clients, or from servers of an
 * older version.
 */
@Singleton
public final class PeerCalls {

  private static final String SERVER = "X-MozPool-Server";
  private static final String EPOCH = "X-MozPool-Epoch";
  private static final String REQUEST = "X-MozPool-Request";

  private static final String EPOCH_OF = "select epoch from imaging_servers where fqdn = ?";

  private static final String HOLDS =
      "select 1 from device_requests r join devices d on d.id = r.device_id"
          + " where r.request_id = ? and d.name = ?";

  private final Database database;

  PeerCalls(Database database) {
    this.database = database;
  }

  /** The headers of a call under a lease. */
  public static Map<String, String> headers(Lease lease, long request) {
    return Map.of(
        SERVER, lease.fqdn(), EPOCH, Long.toString(lease.epoch()), REQUEST, Long.toString(request));
  }

  /**
   * Makes sure that a call was not made under a lease that is over.
   *
   * @throws ApiException 409 where it was; 400 where its headers cannot be read
   */
  public void check(HttpHeaders headers) {
    Optional<String> server = headers.findFirst(SERVER);
    if (server.isPresent()) {
      long told = number(headers, EPOCH);
      long now =
          database.first(row -> row.getLong(1), EPOCH_OF, server.get()).orElse(Long.MAX_VALUE);
      if (told < now) {
        throw new ApiException(
            HttpStatus.CONFLICT,
            "%s has lost the lease of epoch %d, under which it asks".formatted(server.get(), told));
      }
    }
  }

  /**
   * As {@link #check}, of a call to a device: the request that it is about must hold the device.
   *
   * @throws ApiException also 409 where it does not
   */
  public void check(HttpHeaders headers, String device) {
    check(headers);
    if (headers.contains(REQUEST)) {
      long request = number(headers, REQUEST);
      if (database.first(row -> true, HOLDS, request, device).isEmpty()) {
        throw new ApiException(
            HttpStatus.CONFLICT, "request %d does not hold %s".formatted(request, device));
      }
    }
  }

  private static long number(HttpHeaders headers, String name) {
    String value = headers.findFirst(name).orElse("");
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw ApiException.bad(name, "'" + value + "'", "a number");
    }
  }
}
