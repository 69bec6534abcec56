package io.mozpool.plugins.fake.board;

import io.mozpool.plugins.fake.net.HttpClient;
import io.mozpool.plugins.fake.net.Network;
import io.mozpool.plugins.fake.net.TftpClient;
import java.net.URI;

/**
 * What the boards of a rack have in common.
 *
 * @param network the thread that they live on, and its sockets
 * @param server where boards send their events
 * @param odds how probable failures are
 * @param agentPort the TCP port of the agents
 * @param probePort the UDP port of the probes
 */
public record Outfit(
    Network network,
    TftpClient tftp,
    HttpClient http,
    URI server,
    Odds odds,
    int agentPort,
    int probePort) {}
