package io.mozpool.dist;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Timer;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The boundaries between the jars, read off the jars that are shipped. */
class ArchitectureIT {

  private static final Path HOME = Path.of(System.getProperty("mozpool.home"));

  static List<Path> plugins() throws IOException {
    try (Stream<Path> jars = Files.list(HOME.resolve("plugins"))) {
      return jars.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void aPluginSeesThePluginApiAndNothingElseOfOurs(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      String id = file.getManifest().getMainAttributes().getValue("Plugin-Id");
      String own = "io.mozpool.plugins." + id.replace("-", "") + "..";
      JavaClasses classes = new ClassFileImporter().importJar(file);

      assertThat(classes.stream().filter(resideInAPackage(own))).isNotEmpty();
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.mozpool..")
                  .and(not(resideInAnyPackage("io.mozpool.plugin..", own))))
          .check(classes);
      assertThat(file.getEntry("META-INF/extensions.idx")).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plugin-api",
        "time",
        "lifecycle",
        "plugin-host",
        "server",
        "client",
        "bench",
        "cli"
      })
  void packagesOfAModuleFormNoCycle(String module) throws IOException {
    JavaClasses classes = module(module);

    slices().matching("io.mozpool.(**)").should().beFreeOfCycles().check(classes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"time", "lifecycle", "plugin-api"})
  void theTablesAndTheApiKnowNeitherMicronautNorJdbc(String module) throws IOException {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.micronaut..", "java.sql..", "javax.sql..", "io.netty.."))
        .check(module(module));
  }

  /** Time is moved by hand, and an Error ends the process, where nobody asks the JDK himself. */
  @ParameterizedTest
  @ValueSource(strings = {"lifecycle", "plugin-host", "server"})
  void oneRoomAsksTheJdkForClocksThreadsAndChance(String module) throws IOException {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.mozpool.host.Startup") // checks without a server
        .should()
        .callMethodWhere(
            target(owner(assignableTo(System.class)))
                .and(target(nameMatching("nanoTime|currentTimeMillis"))))
        .orShould()
        .callMethodWhere(
            target(owner(assignableTo(Clock.class))).and(target(nameMatching("system.*|tick.*"))))
        .orShould()
        .callMethodWhere(
            target(owner(resideInAPackage("java.time"))).and(target(nameMatching("now"))))
        .orShould()
        .callConstructorWhere(target(owner(assignableTo(Thread.class))))
        .orShould()
        .callConstructorWhere(target(owner(assignableTo(Random.class))))
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Executors.class, Timer.class, ThreadLocalRandom.class)
        .check(module(module));
  }

  private static JavaClasses module(String module) throws IOException {
    try (Stream<Path> jars = Files.list(HOME.resolve("lib"))) {
      Path jar =
          jars.filter(file -> file.getFileName().toString().startsWith("mozpool-" + module + "-"))
              .findFirst()
              .orElseThrow();
      try (JarFile file = new JarFile(jar.toFile())) {
        return new ClassFileImporter().importJar(file);
      }
    }
  }
}
