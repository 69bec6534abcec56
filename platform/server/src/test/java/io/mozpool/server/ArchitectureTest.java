package io.mozpool.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.micronaut.http.annotation.Controller;
import jakarta.inject.Inject;

/** The edges between packages; those between modules are Maven's. */
@AnalyzeClasses(packages = "io.mozpool", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule roomsHaveNoCircles =
      slices().matching("io.mozpool.server.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule roomsDoNotKnowWhoPutsThemTogether =
      noClasses()
          .that()
          .resideInAPackage("io.mozpool.server.(*)..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.mozpool.server");

  @ArchTest
  static final ArchRule controllersLeaveSqlToOthers =
      noClasses()
          .that()
          .areAnnotatedWith(Controller.class)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.sql..", "java.sql..");

  @ArchTest
  static final ArchRule controllersAreNobodysBusiness =
      classes().that().areAnnotatedWith(Controller.class).should().bePackagePrivate();

  @ArchTest
  static final ArchRule nothingIsInjectedIntoFields =
      noFields().should().beAnnotatedWith(Inject.class);

  @ArchTest
  static final ArchRule nothingStaticChanges =
      fields()
          .that()
          .areStatic()
          .and()
          .areDeclaredInClassesThat()
          .resideInAPackage("io.mozpool..")
          .and()
          .areDeclaredInClassesThat()
          .haveSimpleNameNotContaining("$")
          .should()
          .beFinal();

  @ArchTest
  static final ArchRule lifecyclesKnowNeitherMicronautNorDatabases =
      noClasses()
          .that()
          .resideInAPackage("io.mozpool.lifecycle..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.micronaut..",
              "java.sql..",
              "javax.sql..",
              "io.mozpool.server..",
              "io.mozpool.host..",
              "org.pf4j..");

  @ArchTest
  static final ArchRule thePluginHostDoesNotKnowTheServer =
      noClasses()
          .that()
          .resideInAPackage("io.mozpool.host..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.mozpool.server..", "io.mozpool.lifecycle..", "io.micronaut..");

  @ArchTest
  static final ArchRule thePluginApiKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("io.mozpool.plugin..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.mozpool.server..",
              "io.mozpool.lifecycle..",
              "io.mozpool.host..",
              "io.micronaut..");
}
