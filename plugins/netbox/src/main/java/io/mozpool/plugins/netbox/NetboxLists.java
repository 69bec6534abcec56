package io.mozpool.plugins.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** NetBox's lists of objects, each read whole, page by page. Used for one sync. */
final class NetboxLists {

  /** How many devices are asked for in one URL, which servers do not take at any length. */
  private static final int IDS = 100;

  private static final String DEVICES = "devices/?exclude=config_context&";

  private final String root;
  private final int pageSize;
  private final HttpJson http;
  private final Deadline deadline;

  NetboxLists(URI root, int pageSize, HttpJson http, Deadline deadline) {
    this.root = root.toString().replaceAll("/+$", "") + "/api/dcim/";
    this.pageSize = pageSize;
    this.http = http;
    this.deadline = deadline;
  }

  /** The devices that a query finds. */
  List<JsonNode> devices(String query) throws DriverException, InterruptedException {
    return list(DEVICES + (query.isEmpty() ? "" : query + "&"));
  }

  /** The devices with these ids, without those that may not be seen. */
  List<JsonNode> devices(Collection<Long> ids) throws DriverException, InterruptedException {
    return list(DEVICES, "id", ids);
  }

  /** What these devices have of a kind: {@code interfaces}, {@code power-ports}. */
  List<JsonNode> parts(String kind, Collection<Long> deviceIds)
      throws DriverException, InterruptedException {
    return list(kind + "/?", "device_id", deviceIds);
  }

  private List<JsonNode> list(String path, String key, Collection<Long> ids)
      throws DriverException, InterruptedException {
    List<Long> sorted = ids.stream().sorted().toList();
    List<JsonNode> all = new ArrayList<>();
    for (int from = 0; from < sorted.size(); from += IDS) {
      List<Long> some = sorted.subList(from, Math.min(from + IDS, sorted.size()));
      String query = some.stream().map(id -> key + "=" + id + "&").collect(Collectors.joining());
      all.addAll(list(path + query));
    }
    return all;
  }

  /** In the order of their ids, so that what is added meanwhile comes last. */
  private List<JsonNode> list(String path) throws DriverException, InterruptedException {
    URI page = URI.create(root + path + "ordering=id&limit=" + pageSize);
    Set<URI> pages = new HashSet<>(Set.of(page));
    Set<Integer> counts = new TreeSet<>();
    List<JsonNode> all = new ArrayList<>();
    while (true) {
      JsonNode answer = http.get(page, deadline);
      addResults(answer, page, all);
      if (!answer.path("count").isNull()) {
        counts.add(answer.path("count").asInt());
      }
      JsonNode next = answer.path("next");
      if (next.isNull()) {
        checkCounts(counts, page, all.size());
        return all;
      }
      page = following(page, next);
      if (!pages.add(page)) {
        throw HttpJson.failure(Reason.GARBLED, page, "expected each page once, it is named again");
      }
    }
  }

  private static void addResults(JsonNode answer, URI page, List<JsonNode> all)
      throws DriverException {
    if (!answer.path("results").isArray()) {
      throw HttpJson.failure(Reason.GARBLED, page, "expected a list 'results'");
    }
    for (JsonNode result : answer.path("results")) {
      if (!result.path("id").isIntegralNumber()) {
        throw HttpJson.failure(Reason.GARBLED, page, "expected a number 'id' in each result");
      }
      all.add(result);
    }
  }

  /** Where something is deleted meanwhile, the pages that follow leave something out. */
  private static void checkCounts(Set<Integer> counts, URI page, int read) throws DriverException {
    if (!counts.isEmpty() && !counts.equals(Set.of(read))) {
      throw HttpJson.failure(
          Reason.GARBLED,
          page,
          "expected pages that agree on the count of results, got " + counts + " and " + read);
    }
  }

  /** The token must not go anywhere else. */
  private static URI following(URI page, JsonNode next) throws DriverException {
    try {
      URI following = page.resolve(next.asText());
      if (next.isTextual() && origin(following).equalsIgnoreCase(origin(page))) {
        return following;
      }
    } catch (IllegalArgumentException e) {
      // No URL: said below.
    }
    throw HttpJson.failure(
        Reason.GARBLED, page, "expected 'next' to be null or at " + origin(page) + ", got " + next);
  }

  private static String origin(URI url) {
    return url.getScheme() + "://" + url.getRawAuthority();
  }
}
