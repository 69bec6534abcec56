package io.mozpool.server.web;

import io.micronaut.core.order.Ordered;

/** The order of the filters that stand before all paths, first to last. */
public final class FilterOrder {

  /** Adds headers to answers, refusals of the others included. */
  public static final int HEADERS = Ordered.HIGHEST_PRECEDENCE;

  public static final int ADMISSION = HEADERS + 1;
  public static final int LOAD = ADMISSION + 1;
  public static final int TEXTS = LOAD + 1;
  public static final int OPTIONS = TEXTS + 1;

  private FilterOrder() {}
}
