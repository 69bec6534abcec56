package io.mozpool.server.device;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.mozpool.lifecycle.Lifecycle;
import io.mozpool.lifecycle.device.DeviceEffect;
import io.mozpool.lifecycle.device.DeviceFact;
import io.mozpool.lifecycle.device.DeviceWrite;
import io.mozpool.server.connection.Peer;
import io.mozpool.server.contact.Contacts;
import io.mozpool.server.contact.UnknownBoards;
import io.mozpool.server.web.ApiException;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Notes which boards send events; those that people and tools send say nothing of a board. */
@Singleton
final class BoardEvents {

  private static final String OF_PEOPLE = "please_";

  private final Contacts contacts;
  private final UnknownBoards unknown;
  private final Set<String> events;

  BoardEvents(
      Contacts contacts,
      UnknownBoards unknown,
      Lifecycle<DeviceFact, DeviceWrite, DeviceEffect> lifecycle) {
    this.contacts = contacts;
    this.unknown = unknown;
    this.events = lifecycle.events();
  }

  /** An event came for a device. */
  void heard(long device, String event) {
    if (!event.startsWith(OF_PEOPLE)) {
      contacts.heard(device, "event");
    }
  }

  /** The answer to an event failed, perhaps because there is no such device. */
  void failed(HttpRequest<?> request, String device, String event, Throwable failure) {
    if (events.contains(event) && !event.startsWith(OF_PEOPLE) && isUnknown(failure)) {
      Peer.address(request.getRemoteAddress())
          .ifPresent(source -> unknown.sent(source, device, event));
    }
  }

  private static boolean isUnknown(@Nullable Throwable failure) {
    return failure instanceof CompletionException
        ? isUnknown(failure.getCause())
        : failure instanceof ApiException e && e.status() == HttpStatus.NOT_FOUND;
  }
}
