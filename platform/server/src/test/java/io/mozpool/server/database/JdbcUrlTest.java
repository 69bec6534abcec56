package io.mozpool.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mysql://db/pool",
        "jdbc:mariadb://db/pool",
        "jdbc:mysql://db",
        "jdbc:mysql://db/",
        "jdbc:mysql://db/?user=x",
        "jdbc:mysql:db/pool"
      })
  void aUrlWithoutHostAndDatabaseOfMySqlCannotBeUsed(String url) {
    assertThat(JdbcUrl.isUsable(url)).isFalse();
  }

  @Test
  void hostAndDatabaseAreEnough() {
    assertThat(JdbcUrl.isUsable("jdbc:mysql://db/pool")).isTrue();
    assertThat(JdbcUrl.complete("jdbc:mysql://db/pool"))
        .isEqualTo(
            "jdbc:mysql://db/pool?cachePrepStmts=true&connectTimeout=5000"
                + "&prepStmtCacheSqlLimit=4096&rewriteBatchedStatements=true&socketTimeout=30000"
                + "&useLocalSessionState=true&sessionVariables=time_zone%3D%27%2B00%3A00%27");
  }

  @Test
  void whatTheOperatorWroteStays() {
    assertThat(
            JdbcUrl.complete(
                "jdbc:mysql://db:3307,other/pool?sslMode=REQUIRED&sockettimeout=1&cachePrepStmts=false"))
        .startsWith(
            "jdbc:mysql://db:3307,other/pool?sslMode=REQUIRED&sockettimeout=1&cachePrepStmts=false&")
        .doesNotContain("socketTimeout", "cachePrepStmts=true")
        .contains("&rewriteBatchedStatements=true");
  }

  @Test
  void sessionsAreInUtcWhateverTheOperatorWrote() {
    String url =
        JdbcUrl.complete(
            "jdbc:mysql://db/pool?SessionVariables=time_zone='%2B02:00',wait_timeout=9"
                + "&forceConnectionTimeZoneToSession=true");

    assertThat(JdbcUrl.option(url, "sessionVariables"))
        .contains("time_zone='+02:00',wait_timeout=9,time_zone='+00:00'");
    assertThat(url).doesNotContain("SessionVariables=time", "forceConnection").contains("pool?");
  }

  @Test
  void aSecondVariableJoinsTheFirst() {
    String url = JdbcUrl.withSessionVariable("jdbc:mysql://db/pool?a=b", "wait_timeout=6");

    assertThat(JdbcUrl.withSessionVariable(url, "timestamp=0"))
        .isEqualTo("jdbc:mysql://db/pool?a=b&sessionVariables=wait_timeout%3D6%2Ctimestamp%3D0");
  }

  @Test
  void theEmbeddedDatabaseHasOptionsOfItsOwn() {
    assertThat(JdbcUrl.complete("jdbc:h2:./pool;MODE=MySQL"))
        .isEqualTo("jdbc:h2:./pool;MODE=MySQL");
  }

  @Test
  void optionsAreFoundAsTheyAreMeant() {
    String url = "jdbc:mysql://db/pool?user=the%26pool&password=";

    assertThat(JdbcUrl.option(url, "user")).contains("the&pool");
    assertThat(JdbcUrl.option(url, "password")).contains("");
    assertThat(JdbcUrl.option(url, "word")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          jdbc:mysql://db/pool                                    | jdbc:mysql://db/pool
          jdbc:mysql://db:3307,[::1]:3306/pool?sslMode=REQUIRED   | jdbc:mysql://db:3307,[::1]:3306/pool
          jdbc:mysql://db/pool?user=u&password=hush               | jdbc:mysql://db/pool
          jdbc:mysql://db/pool?password=hush@db/x                 | jdbc:mysql://db/pool
          jdbc:mysql://db/pool?trustCertificateKeyStorePassword=hush | jdbc:mysql://db/pool
          jdbc:mysql://u:hush@db/pool                             | jdbc:mysql://db/pool
          jdbc:mysql://u:hu/sh@db/pool                            | jdbc:mysql://db/pool
          jdbc:mysql://u:hu?sh@db/pool                            | jdbc:mysql://db/pool
          jdbc:mysql:loadbalance://u:hush@a,b/pool?x=y            | jdbc:mysql:loadbalance://a,b/pool
          jdbc:mysql://(host=db,password=hush)/pool               | (not shown)
          jdbc:mysql://address=(host=db)(password=hush)/pool      | (not shown)
          jdbc:h2:async:/data/pool;USER=u;PASSWORD=hush           | jdbc:h2:async:/data/pool
          jdbc:h2:tcp://db/pool;PASSWORD=hush                     | jdbc:h2:tcp://db/pool
          db.example                                              | db.example
          """)
  void whatIsPrintedHoldsNoSecret(String url, String printed) {
    assertThat(JdbcUrl.printable(url)).isEqualTo(printed);
    assertThat(JdbcUrl.withoutSecrets("cannot reach '" + url + "', sorry").replace("'hush'", ""))
        .doesNotContain("hush");
  }

  @Test
  void whatIsNoUrlOfADatabaseMayHoldASecretToo() {
    assertThat(JdbcUrl.printable("mysql://u:hush@db/pool")).isEqualTo("(not shown)");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:mysql://db/pool?user=u&password=p%40, jdbc:mysql://db/pool",
    "jdbc:mysql://u:p%40@db/pool, jdbc:mysql://db/pool",
    "jdbc:mysql://db/pool?a=b&user=u&c=d&password=p%40, jdbc:mysql://db/pool?a=b&c=d",
    "jdbc:h2:./pool;MODE=MySQL;USER=u;PASSWORD=p@, jdbc:h2:./pool;MODE=MySQL"
  })
  void userAndPasswordAreTakenOutOfAUrl(String url, String without) {
    assertThat(JdbcUrl.user(url)).contains("u");
    assertThat(JdbcUrl.password(url)).contains("p@");
    assertThat(JdbcUrl.withoutCredentials(url)).isEqualTo(without);
  }
}
