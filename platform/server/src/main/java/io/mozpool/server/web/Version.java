package io.mozpool.server.web;

import java.util.Optional;

/** Which MozPool this is. */
public final class Version {

  /** As Maven wrote it into the jar; a class path of folders has none. */
  public static final String TEXT =
      Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
          .orElse("development");

  private Version() {}
}
