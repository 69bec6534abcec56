package io.mozpool.server.hardware;

import io.mozpool.plugin.AddressTemplate;
import io.mozpool.plugin.Device;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which address a device has for a facet: its own, else what its board type says, else none.
 *
 * <p>The reference's {@code host[:port]:bankB:relayR} means {@code
 * proxr://host[:port]/bankB/relayR}.
 */
public final class DeviceAddresses {

  private static final Pattern RELAY_INFO =
      Pattern.compile("((?:[^:/\\s]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]+)?):(bank[0-9]+):(relay[0-9]+)");

  private final Map<String, Map<String, String>> templates;

  /**
   * @param templates by board type and facet
   */
  public DeviceAddresses(Map<String, Map<String, String>> templates) {
    this.templates = Map.copyOf(templates);
  }

  /**
   * The address of a facet; of power there may be several, separated by blanks.
   *
   * @param own what the device states itself, by facet
   * @param relayInfo its relay in the reference's form, or any address; empty for none
   */
  public Optional<String> of(
      Facet facet, Device device, Map<String, String> own, String relayInfo) {
    if (own.containsKey(facet.word())) {
      return Optional.of(own.get(facet.word()));
    }
    if (facet == Facet.POWER && !relayInfo.isBlank()) {
      return Optional.of(fromRelayInfo(relayInfo));
    }
    return Optional.ofNullable(templates.getOrDefault(device.board(), Map.of()).get(facet.word()))
        .flatMap(template -> fill(template, device));
  }

  /** An address for what the column {@code relay_info} holds. */
  public static String fromRelayInfo(String relayInfo) {
    Matcher form = RELAY_INFO.matcher(relayInfo);
    return form.matches()
        ? "proxr://%s/%s/%s".formatted(form.group(1), form.group(2), form.group(3))
        : relayInfo;
  }

  /**
   * The address of some outlet of a relay board.
   *
   * @param board {@code host[:port]} of a ProXR board, or an outlet's address already
   */
  static String ofRelayBoard(String board) {
    String outlet = board + ":bank1:relay1";
    return RELAY_INFO.matcher(outlet).matches() ? fromRelayInfo(outlet) : board;
  }

  /** Empty where the device lacks what the template asks for. */
  private static Optional<String> fill(String template, Device device) {
    Map<String, String> values = new HashMap<>(device.attributes());
    values.put("name", device.name());
    values.put("fqdn", device.fqdn());
    values.put("mac", device.macAddress());
    values.put("serial", device.serial());
    values.values().removeIf(String::isEmpty);
    AddressTemplate parsed = AddressTemplate.of(template);
    return values.keySet().containsAll(parsed.placeholders())
        ? Optional.of(parsed.fill(values))
        : Optional.empty();
  }
}
