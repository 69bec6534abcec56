package io.mozpool.server.syslog;

import io.mozpool.plugin.Device;
import io.mozpool.server.database.Outage;
import io.mozpool.server.hardware.Target;
import io.mozpool.server.hardware.Targets;
import io.mozpool.server.name.DeviceNames;
import io.mozpool.time.Role;
import io.mozpool.time.Threads;
import io.mozpool.time.Time;
import io.netty.util.NetUtil;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which device has which address and which name. It answers from memory; the devices are read
 * and their names resolved in the background, each by a thread of its own, so that a name server
 * that is away keeps nobody from what is known already.
 */
@Singleton
public final class Senders implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Senders.class);
  private static final Duration READ_PERIOD = Duration.ofSeconds(10);
  private static final Duration LOOKUP_PERIOD = Duration.ofSeconds(60);

  /** The attribute of devices whose address is not that of their name. */
  private static final String ADDRESS = "ip";

  private static final long SEVERAL = -1;

  /** What several devices have in common is {@link #SEVERAL}'s. */
  private record Known(
      Map<InetAddress, Long> addresses, Map<String, Long> names, Map<String, Long> identities) {}

  private final Targets targets;
  private final Time time;
  private final ExecutorService background;
  private final Map<String, List<InetAddress>> resolved = new ConcurrentHashMap<>();
  private volatile List<Target> devices = List.of();
  private volatile Known known = new Known(Map.of(), Map.of(), Map.of());

  public Senders(Targets targets, Threads threads, Time time) {
    this.targets = targets;
    this.time = time;
    this.background = threads.pool(Role.BACKGROUND, "syslog-senders", 2);
  }

  /** Reads the devices, and goes on to do so. */
  public void start() {
    read();
    time.every(READ_PERIOD, READ_PERIOD, background, this::readAgain);
    time.every(Duration.ZERO, LOOKUP_PERIOD, background, this::resolve);
  }

  /** Reads the devices now; names that are new are resolved later. */
  public void read() {
    devices = targets.all();
    publish();
  }

  /** Which device this is: by its address, else by the host that it says it is. */
  public OptionalLong device(InetAddress source, String host) {
    Known now = known;
    long byAddress = now.addresses.getOrDefault(source, SEVERAL);
    return one(
        byAddress == SEVERAL
            ? now.names.getOrDefault(DeviceNames.anyCase(host), SEVERAL)
            : byAddress);
  }

  /** Whether a device has this name, or this host name or address and no other device has it. */
  public boolean isCalled(long device, String host) {
    return known.names.getOrDefault(DeviceNames.anyCase(host), SEVERAL) == device;
  }

  /** Which device has this MAC address or serial number, in any case. */
  public OptionalLong withIdentity(String macOrSerial) {
    return one(known.identities.getOrDefault(macOrSerial.toLowerCase(Locale.ROOT), SEVERAL));
  }

  private static OptionalLong one(long device) {
    return device == SEVERAL ? OptionalLong.empty() : OptionalLong.of(device);
  }

  @Override
  public void close() {
    background.shutdownNow();
  }

  private void readAgain() {
    try {
      read();
    } catch (RuntimeException e) {
      if (!Outage.caused(e)) {
        LOG.error("the devices whose syslog is stored could not be read", e);
      }
    }
  }

  /** A name that cannot be resolved any more keeps its addresses: it may be the name server. */
  private void resolve() {
    Set<String> names =
        devices.stream().map(target -> target.device().fqdn()).collect(Collectors.toSet());
    resolved.keySet().retainAll(names);
    for (String name : names) {
      try {
        if (!name.isEmpty()) {
          resolved.put(name, List.of(InetAddress.getAllByName(name)));
        }
      } catch (UnknownHostException e) {
        LOG.debug("{} has no address", name);
      }
    }
    publish();
  }

  private synchronized void publish() {
    Map<InetAddress, Long> addresses = new HashMap<>();
    Map<String, Long> names = new HashMap<>();
    Map<String, Long> identities = new HashMap<>();
    for (Target target : devices) {
      addresses(target.device()).forEach(address -> put(addresses, address, target.id()));
      names(target.device()).forEach(name -> put(names, name, target.id()));
      identities(target.device()).forEach(id -> put(identities, id, target.id()));
    }
    addresses.forEach((address, device) -> names.put(address.getHostAddress(), device));
    devices.forEach(target -> names.put(DeviceNames.anyCase(target.device().name()), target.id()));
    known = new Known(addresses, names, identities);
  }

  private Stream<InetAddress> addresses(Device device) {
    return Stream.concat(
        Stream.of(device.fqdn(), device.attributes().getOrDefault(ADDRESS, ""))
            .flatMap(text -> Stream.ofNullable(NetUtil.createInetAddressFromIpAddressString(text))),
        resolved.getOrDefault(device.fqdn(), List.of()).stream());
  }

  private static Stream<String> identities(Device device) {
    return Stream.of(device.macAddress(), device.serial())
        .map(id -> id.toLowerCase(Locale.ROOT))
        .filter(id -> !id.isEmpty())
        .distinct();
  }

  /** Addresses are known as hosts anyway, and are not shortened. */
  private static Stream<String> names(Device device) {
    String fqdn = DeviceNames.anyCase(device.fqdn());
    return fqdn.isEmpty() || NetUtil.createInetAddressFromIpAddressString(fqdn) != null
        ? Stream.empty()
        : Stream.of(fqdn, fqdn.replaceFirst("\\..*", ""));
  }

  private static <K> void put(Map<K, Long> map, K key, long device) {
    map.merge(key, device, (one, other) -> one.equals(other) ? one : SEVERAL);
  }
}
