package io.mozpool.server.web;

/** A request that another imaging server answers; the client is sent there. */
public final class ElsewhereException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String server;

  /**
   * @param server the other server's name, with the port where it is not 80
   */
  public ElsewhereException(String server) {
    super("imaging server " + server + " answers that");
    this.server = server;
  }

  /** The other server's name, with the port where it is not 80. */
  public String server() {
    return server;
  }
}
