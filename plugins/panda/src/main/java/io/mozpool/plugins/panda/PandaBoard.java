package io.mozpool.plugins.panda;

import io.mozpool.plugin.board.BoardType;
import java.util.Map;
import org.pf4j.Extension;

/** A PandaBoard with SUTAgent; its power depends on the rack, so every device states its own. */
@Extension
public final class PandaBoard implements BoardType {

  @Override
  public String name() {
    return "panda";
  }

  @Override
  public Map<String, String> addressTemplates() {
    return Map.of("agent", "sut://{fqdn}:20701", "probe", "ping:{fqdn}");
  }
}
