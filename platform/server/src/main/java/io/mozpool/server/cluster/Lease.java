package io.mozpool.server.cluster;

/**
 * The right to handle the machines of an imaging server.
 *
 * @param server the imaging server's row
 * @param fqdn its name
 * @param epoch how often somebody has taken the lease: who has an older one has none
 */
public record Lease(long server, String fqdn, long epoch) {}
