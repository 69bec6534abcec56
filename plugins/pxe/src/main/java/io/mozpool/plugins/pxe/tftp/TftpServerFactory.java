package io.mozpool.plugins.pxe.tftp;

import io.mozpool.plugin.PluginContext;
import io.mozpool.plugin.boot.BootServer;
import io.mozpool.plugin.boot.BootServerFactory;
import java.io.IOException;
import org.pf4j.Extension;

/** Makes the TFTP server. */
@Extension
public final class TftpServerFactory implements BootServerFactory<TftpSettings> {

  @Override
  public String name() {
    return "tftp";
  }

  @Override
  public Class<TftpSettings> configType() {
    return TftpSettings.class;
  }

  @Override
  public BootServer create(TftpSettings settings, PluginContext context) throws IOException {
    return TftpServer.start(settings, context);
  }
}
