package io.mozpool.server.stream;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.mozpool.server.change.Change;
import io.mozpool.server.change.Change.Kind;
import io.mozpool.server.device.DeviceReader;
import io.mozpool.server.device.DeviceSummary;
import io.mozpool.server.json.Json;
import io.mozpool.server.request.RequestReader;
import io.mozpool.server.request.RequestSummary;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says of what has changed how it is now: one query for all devices, one for all requests. A device
 * shows its request and a request its device, so both are told of.
 */
@Singleton
final class Rows {

  private static final long NONE = 0;

  private final DeviceReader devices;
  private final RequestReader requests;
  private final Json json;

  Rows(DeviceReader devices, RequestReader requests, Json json) {
    this.devices = devices;
    this.requests = requests;
    this.json = json;
  }

  /** What there is to tell of each change, once; of what is gone by now, nothing. */
  Map<Change, List<Message>> of(Collection<Change> changes) {
    Set<Long> changedRequests = keys(changes, Kind.REQUEST);
    Map<Long, Long> held = requests.devicesOf(changedRequests);
    Map<Long, DeviceSummary> deviceRows =
        devices.summaries(union(keys(changes, Kind.DEVICE), held.values())).stream()
            .collect(toMap(row -> (long) row.id(), identity()));
    List<Long> holders =
        deviceRows.values().stream()
            .map(DeviceSummary::requestId)
            .filter(Objects::nonNull)
            .map(Integer::longValue)
            .toList();
    Map<Long, RequestSummary> requestRows =
        requests.summaries(union(changedRequests, holders)).stream()
            .collect(toMap(row -> (long) row.id(), identity()));
    Set<Message> told = new HashSet<>();
    Map<Change, List<Message>> messages = new LinkedHashMap<>();
    for (Change change : changes) {
      Stream<Message> all =
          switch (change.kind()) {
            case DEVICE -> ofDevice(deviceRows.get(id(change)), requestRows);
            case REQUEST ->
                Stream.concat(
                    ofRequest(requestRows.get(id(change))),
                    ofDevice(deviceRows.get(held.getOrDefault(id(change), NONE)), requestRows));
            case DEVICE_GONE -> Stream.of(gone("device", change.key(), "name", change.key()));
            case REQUEST_GONE -> Stream.of(gone("request", change.key(), "id", id(change)));
            case CATALOGUE -> Stream.of(new Message("catalogue", "", "{}"));
            case SERVERS -> Stream.of(new Message("servers", "", "{}"));
          };
      messages.computeIfAbsent(change, each -> all.filter(told::add).toList());
    }
    return messages;
  }

  private Stream<Message> ofDevice(
      @Nullable DeviceSummary device, Map<Long, RequestSummary> requests) {
    if (device == null) {
      return Stream.empty();
    }
    Integer holder = device.requestId();
    return Stream.concat(
        Stream.of(message("device", device.name(), device)),
        holder == null ? Stream.empty() : ofRequest(requests.get(holder.longValue())));
  }

  private Stream<Message> ofRequest(@Nullable RequestSummary request) {
    return request == null
        ? Stream.empty()
        : Stream.of(message("request", Integer.toString(request.id()), request));
  }

  private Message message(String word, String name, Object row) {
    return new Message(word, word + ":" + name, json.text(Map.of(word, row)));
  }

  private Message gone(String word, String name, String key, Object value) {
    return new Message(word + "_gone", word + ":" + name, json.text(Map.of(key, value)));
  }

  private static Set<Long> keys(Collection<Change> changes, Kind kind) {
    return changes.stream()
        .filter(change -> change.kind() == kind)
        .map(Rows::id)
        .collect(Collectors.toSet());
  }

  private static long id(Change change) {
    return Long.parseLong(change.key());
  }

  private static Set<Long> union(Collection<Long> some, Collection<Long> more) {
    return Stream.concat(some.stream(), more.stream()).collect(Collectors.toSet());
  }
}
