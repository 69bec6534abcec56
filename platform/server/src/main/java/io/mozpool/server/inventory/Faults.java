package io.mozpool.server.inventory;

import io.mozpool.plugin.Device;
import io.mozpool.server.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a device cannot be in the pool with, whatever the others are. */
final class Faults {

  /** Paths have a meaning for these. */
  private static final Set<String> RESERVED_NAMES = Set.of("any", "list");

  private static final Pattern HOST_LABEL =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
  private static final Pattern MAC_ADDRESS = Pattern.compile("([0-9a-f]{12})?");
  private static final int LONG = 255;
  private static final int SHORT = 64;

  private Faults() {}

  /** A sentence for each. */
  static List<String> of(Description description) {
    Device device = description.device();
    List<String> faults = new ArrayList<>();
    if (RESERVED_NAMES.contains(device.name())) {
      faults.add("no device can be called '%s'".formatted(device.name()));
    } else if (!HOST_LABEL.matcher(device.name()).matches()) {
      faults.add(
          "name: expected letters, digits and hyphens as in the first part of a host name, not '%s'"
              .formatted(device.name()));
    }
    if (!MAC_ADDRESS.matcher(device.macAddress()).matches()) {
      faults.add(
          "MAC address: expected twelve digits from 0 to f, as in 02:00:00:00:00:01, not '%s'"
              .formatted(Texts.quoted(device.macAddress())));
    }
    if (!Texts.fitsPath(device.board()) || !Texts.fitsPath(description.model())) {
      faults.add("no board type and no model can be called '.' or '..'");
    }
    limit(faults, "fqdn", device.fqdn(), LONG);
    limit(faults, "serial number", device.serial(), SHORT);
    limit(faults, "board type", device.board(), SHORT);
    limit(faults, "model", description.model(), SHORT);
    limit(faults, "imaging server", description.imagingServer(), LONG);
    limit(faults, "power address", description.power(), LONG);
    return faults;
  }

  private static void limit(List<String> faults, String what, String text, int most) {
    if (text.length() > most) {
      faults.add(
          "%s: expected at most %d characters, not '%s'".formatted(what, most, Texts.quoted(text)));
    } else if (!Texts.isUnicode(text)) {
      faults.add("%s: expected Unicode text, not '%s'".formatted(what, Texts.quoted(text)));
    }
  }
}
