package io.mozpool.bench.site;

/**
 * What a server takes of its machine at a moment.
 *
 * @param heapMegabytes what the last collection has left of the heap
 * @param sockets that are open
 */
public record Vitals(long heapMegabytes, long residentMegabytes, long threads, long sockets) {}
