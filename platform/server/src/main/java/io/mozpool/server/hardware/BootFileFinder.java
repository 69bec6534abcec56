package io.mozpool.server.hardware;

import io.mozpool.plugin.BootFile;
import io.mozpool.plugin.BootFiles;
import io.mozpool.plugin.boot.BootLayout;
import io.mozpool.plugin.boot.BootProfile;
import io.mozpool.server.database.Database;
import io.mozpool.server.files.FileName;
import java.net.InetAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What devices find when they boot: their armed PXE config, else the operator's files, else what
 * makes them boot their own disk.
 */
public final class BootFileFinder implements BootFiles {

  private static final String ARMED =
      "select d.id, d.name, d.fqdn, d.mac_address, d.serial, d.attributes, d.addresses,"
          + " d.relay_info, d.imaging_server_id, t.type, p.name as profile, p.contents"
          + " from devices d"
          + " join pxe_configs p on p.id = d.armed_pxe_config_id"
          + " left join hardware_types t on t.id = d.hardware_type_id where ";

  private static final Pattern MAC = Pattern.compile("[0-9a-f]{12}");

  private record Armed(Target target, BootProfile profile) {}

  private final Database database;
  private final Targets targets;
  private final List<BootLayout> layouts;
  private final Optional<BootDirectory> directory;
  private final String address;
  private final String fqdn;

  /**
   * @param address what {@code %IPADDRESS%} stands for in PXE configs
   * @param fqdn what {@code %SERVER%} stands for
   */
  public BootFileFinder(
      Database database,
      Targets targets,
      List<BootLayout> layouts,
      Optional<BootDirectory> directory,
      String address,
      String fqdn) {
    this.database = database;
    this.targets = targets;
    this.layouts = List.copyOf(layouts);
    this.directory = directory;
    this.address = address;
    this.fqdn = fqdn;
  }

  @Override
  public Optional<BootFile> find(String requestedName, InetAddress source) {
    return FileName.plain(requestedName).flatMap(this::find);
  }

  private Optional<BootFile> find(String requestedName) {
    return layouts.stream()
        .flatMap(layout -> armed(layout, requestedName).stream())
        .findFirst()
        .or(() -> directory.flatMap(files -> files.find(requestedName)))
        .or(
            () ->
                layouts.stream()
                    .flatMap(layout -> layout.fallback(requestedName).stream())
                    .findFirst());
  }

  private Optional<BootFile> armed(BootLayout layout, String requestedName) {
    return layout
        .deviceId(requestedName)
        .flatMap(this::armedDevice)
        .flatMap(armed -> layout.file(armed.target().device(), armed.profile(), requestedName));
  }

  /**
   * What looks like a MAC address is one: boards ask by thousands, and each question is one query.
   * Serial numbers are written in either case, by boards and by inventories.
   */
  private Optional<Armed> armedDevice(String macOrSerial) {
    return MAC.matcher(macOrSerial).matches()
        ? database.first(this::armed, ARMED + "d.mac_address = ?", macOrSerial)
        : database.first(
            this::armed,
            ARMED + "d.serial in (?, ?, ?)",
            macOrSerial,
            macOrSerial.toLowerCase(Locale.ROOT),
            macOrSerial.toUpperCase(Locale.ROOT));
  }

  private Armed armed(ResultSet row) throws SQLException {
    return new Armed(
        targets.read(row),
        new BootProfile(row.getString("profile"), fill(row.getString("contents"))));
  }

  private String fill(String contents) {
    return contents == null
        ? ""
        : contents.replace("%IPADDRESS%", address).replace("%SERVER%", fqdn);
  }
}
