package io.mozpool.plugins.fake.agent;

import io.mozpool.plugins.fake.net.Wire;
import io.netty.channel.Channel;

/** The agent of a running image: several clients, one card. Its files are gone when it ends. */
public final class SutAgent {

  private final AgentHost host;
  private final AgentFiles files = new AgentFiles();

  public SutAgent(AgentHost host) {
    this.host = host;
  }

  /** Serves a client that has just connected. */
  public void serve(Channel client) {
    if (host.takesConnection()) {
      client.pipeline().addLast(new AgentConnection(host, files));
    } else {
      Wire.close(client);
    }
  }
}
