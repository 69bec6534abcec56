package io.mozpool.dist.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one site, which is started for the first and ended after the last. */
final class SiteExtension implements BeforeAllCallback, AfterEachCallback, ParameterResolver {

  /** Skips where there is no browser, but not where CI=true. */
  @Override
  public void beforeAll(ExtensionContext context) {
    if ("true".equals(System.getenv("CI"))) {
      assertThat(Chromium.isThere()).as(Chromium.MISSING).isTrue();
    }
    assumeThat(Chromium.isThere()).as(Chromium.MISSING).isTrue();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Site site = store(context).get(Site.class, Site.class);
    if (site != null) {
      assertThat(site.closePages()).as("what the consoles said").isEmpty();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Site.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return site(context);
  }

  private static Site site(ExtensionContext context) {
    return store(context).getOrComputeIfAbsent(Site.class, type -> started(), Site.class);
  }

  private static ExtensionContext.Store store(ExtensionContext context) {
    return context.getRoot().getStore(Namespace.create(SiteExtension.class));
  }

  private static Site started() {
    try {
      return new Site();
    } catch (Exception e) {
      throw new IllegalStateException("the site does not start", e);
    }
  }
}
