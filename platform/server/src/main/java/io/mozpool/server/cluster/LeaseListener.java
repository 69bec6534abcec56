package io.mozpool.server.cluster;

/** Hears of leases; each of its methods returns soon. */
public interface LeaseListener {

  /** From now on this process handles the machines of an imaging server. */
  void taken(Lease lease);

  /** From now on it does not; what it has begun is broken off. */
  void lost(Lease lease);
}
