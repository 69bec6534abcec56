package io.mozpool.server.fetch;

import io.mozpool.plugin.BootFile;
import io.mozpool.plugin.BootFiles;
import io.mozpool.plugin.boot.BootLayout;
import io.mozpool.server.files.FileName;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Boot files whose fetching is noted in the devices' logs. */
public final class LoggedBootFiles implements BootFiles {

  /** The source of lines where a boot server does not say its protocol. */
  private static final String SOME_PROTOCOL = "boot";

  private final BootFiles files;
  private final List<BootLayout> layouts;
  private final FetchLog log;

  public LoggedBootFiles(BootFiles files, List<BootLayout> layouts, FetchLog log) {
    this.files = files;
    this.layouts = List.copyOf(layouts);
    this.log = log;
  }

  @Override
  public Optional<BootFile> find(String requestedName, InetAddress source) {
    return find(requestedName, source, SOME_PROTOCOL);
  }

  @Override
  public Optional<BootFile> find(String requestedName, InetAddress source, String protocol) {
    Optional<BootFile> file = files.find(requestedName, source);
    log.note(protocol, source, identity(requestedName), requestedName, file.map(BootFile::size));
    return file;
  }

  private Optional<String> identity(String requestedName) {
    return FileName.plain(requestedName)
        .flatMap(
            name -> layouts.stream().flatMap(layout -> layout.deviceId(name).stream()).findFirst());
  }
}
