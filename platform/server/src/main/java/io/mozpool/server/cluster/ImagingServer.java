package io.mozpool.server.cluster;

/**
 * This imaging server, as the database knows it.
 *
 * @param id its row
 * @param fqdn its name, with the port where it is not 80: what URLs and redirects name
 */
public record ImagingServer(long id, String fqdn) {}
