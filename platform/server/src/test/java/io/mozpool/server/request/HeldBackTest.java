package io.mozpool.server.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.mozpool.server.blame.Blame;
import io.mozpool.server.blame.ImageOnType;
import io.mozpool.server.blame.Suspicions;
import io.mozpool.server.database.Moments;
import io.mozpool.server.database.PoolRows;
import io.mozpool.server.database.SqlStatement;
import io.mozpool.server.database.TestDatabase;
import io.mozpool.server.json.Json;
import io.mozpool.server.request.RequestView.Wish;
import io.mozpool.time.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two servers that share a database hold back. */
@Tag("database")
class HeldBackTest {

  private static final long PANDA = 1;
  private static final long BARE = 2;
  private static final long B2G_ID = 1;
  private static final ImageOnType B2G = new ImageOnType(B2G_ID, PANDA);
  private static final ImageOnType SELF_TEST = new ImageOnType(3, PANDA);
  private static final Wish ANY_B2G = new Wish("any", "any", "b2g", "{}", false);
  private static final Wish ANY_ANDROID = new Wish("any", "any", "android", "{}", true);

  @TempDir Path directory;
  private final ManualTime time = new ManualTime();
  private ApplicationContext context;
  private TestDatabase database;
  private PoolRows rows;
  private Blame here;
  private Blame there;
  private AccusedRequests accused;

  @BeforeEach
  void open() {
    context = ApplicationContext.run();
    database = TestDatabase.in(directory);
    rows = new PoolRows(database.database()).catalogue();
    here = new Blame(database.database(), time.clock());
    there = new Blame(database.database(), time.clock());
    accused = new AccusedRequests(database.database(), TestDatabase.LEASES);
  }

  @AfterEach
  void close() {
    database.close();
    context.close();
  }

  @Test
  void whileASelfTestDecidesNobodyOfThatTypeGetsTheImage() {
    long board = rows.panda("board", "ready");
    long bare = rows.bare("bare", "ready");
    fail("failing", B2G);

    for (Blame server : List.of(here, there)) {
      HeldBack held = heldBack(server);
      assertThat(held.admits(7, ANY_B2G, board)).isFalse();
      assertThat(held.admits(7, ANY_ANDROID, board)).as("another image").isTrue();
      assertThat(held.admits(7, ANY_B2G, bare)).as("another type").isTrue();
      assertThat(held.reason("b2g", board)).get().asString().contains("failing");
    }
  }

  @Test
  void aTrialThatIsBrokenOffHoldsNothingBack() {
    long board = rows.panda("board", "ready");
    long failing = fail("failing", B2G);
    rows.set(failing, "state = 'troubleshooting'");

    assertThat(heldBack(there).admits(7, ANY_B2G, board)).isTrue();
    assertThat(database.number("select count(*) from boot_failures")).isZero();
  }

  @Test
  void aDeviceThatHoldsTheImageNeedNotBootIt() {
    long holder = rows.panda("holder", "ready");
    rows.set(holder, "image_id = 2, boot_config = '{ }'");
    long other = rows.panda("other", "ready");
    fail("failing", new ImageOnType(2, PANDA));

    assertThat(heldBack(here).admits(7, ANY_ANDROID, holder)).isTrue();
    assertThat(heldBack(here).admits(7, ANY_ANDROID, other)).isFalse();
  }

  @Test
  void twoBoardsThatPassTheirSelfTestsAccuseTheImage() {
    long old = request();
    pass(fail("first", B2G));
    assertThat(here.judge().accused()).isEmpty();
    assertThat(accused.all()).isEmpty();
    pass(fail("second", B2G));

    assertThat(there.judge().accused()).containsExactly(B2G);
    assertThat(here.judge().accused()).containsExactly(B2G);
    assertThat(database.number("select count(*) from accusations")).isEqualTo(1);
    time.step(Duration.ofSeconds(1));
    request();
    assertThat(accused.all()).as("those that waited then").containsExactly(old);
  }

  @Test
  void theSameBoardTwiceAccusesNobody() {
    long board = fail("board", B2G);
    pass(board);
    rows.set(board, "state = 'pxe_booting', next_image_id = 3");
    store(here.failed(board, B2G));
    pass(board);

    assertThat(here.judge().accused()).isEmpty();
  }

  @Test
  void whoWaitsForBoardsOfAnotherTypeTooGoesOnWaiting() {
    request();
    rows.bare("bare", "pxe_booting");
    database.database().update("insert into image_pxe_configs values (?, ?, 1)", B2G_ID, BARE);
    accuse();

    assertThat(accused.all()).isEmpty();
  }

  @Test
  void youngerRequestsGetOneBoardAtATime() {
    List<Long> boards = rows.pandas(3, "board", "ready");
    long old = request();
    accuse();
    time.step(Duration.ofSeconds(1));
    long one = request();
    long two = request();

    HeldBack held = heldBack(here);
    HeldBack elsewhere = heldBack(there);
    assertThat(held.admits(old, ANY_B2G, boards.get(0))).isFalse();
    assertThat(held.admits(one, ANY_B2G, boards.get(0))).isTrue();
    assertThat(held.takesTurn(one, ANY_B2G, boards.get(0))).isTrue();
    assertThat(held.admits(two, ANY_B2G, boards.get(1))).isFalse();
    assertThat(elsewhere.takesTurn(two, ANY_B2G, boards.get(1))).as("another server").isFalse();
    assertThat(heldBack(there).takesTurn(two, ANY_B2G, boards.get(1))).isFalse();
  }

  @Test
  void nobodyHasATurnWhileABoardWorksOnTheImage() {
    long board = rows.panda("board", "ready");
    accuse();
    time.step(Duration.ofSeconds(1));
    long request = request();
    long working = rows.panda("working", "b2g_extracting");
    rows.set(working, "next_image_id = 1");
    assertThat(heldBack(here).admits(request, ANY_B2G, board)).isFalse();

    rows.set(working, "state = 'failed_power_cycling'");
    assertThat(heldBack(here).admits(request, ANY_B2G, board)).isTrue();

    long pending = rows.request("any", "b2g", "pending");
    rows.tie(working, pending);
    assertThat(heldBack(here).admits(request, ANY_B2G, board)).isFalse();
  }

  @Test
  void anotherPxeConfigLiftsAllThatIsHeldAgainstTheImage() {
    long board = rows.panda("board", "ready");
    accuse();
    fail("third", B2G);
    database.database().update("update pxe_configs set contents = 'better' where id = 1");

    assertThat(heldBack(there).admits(7, ANY_B2G, board)).isTrue();
    assertThat(database.number("select count(*) from accusations")).isZero();
    assertThat(database.number("select count(*) from boot_failures")).isZero();
  }

  @Test
  void aBoardThatBootedTheImageLiftsAllThatIsHeldAgainstIt() {
    accuse();

    store(here.booted(B2G));

    assertThat(there.judge().isEmpty()).isTrue();
  }

  @Test
  void withoutAPxeConfigThereIsNoEvidence() {
    long board = rows.bare("bare", "ready");

    assertThat(here.failed(board, new ImageOnType(B2G_ID, BARE))).isEmpty();
  }

  @Test
  void theSecondBoardThatDoesNotBootItsSelfTestHasThemPause() {
    long first = fail("first", SELF_TEST);
    assertThat(paused()).isFalse();
    time.step(Duration.ofMinutes(5));
    long second = fail("second", SELF_TEST);
    long third = fail("third", SELF_TEST);

    Suspicions now = there.judge();
    assertThat(paused()).isTrue();
    assertThat(now.isSelfTestSuspect(PANDA, first)).isFalse();
    assertThat(now.isSelfTestSuspect(PANDA, second)).isFalse();
    assertThat(now.isSelfTestSuspect(PANDA, third)).isTrue();
    assertThat(now.isSelfTestSuspect(BARE, third)).isFalse();
    assertThat(now.accused()).isEmpty();
    time.step(Duration.ofMinutes(10));
    assertThat(paused()).isFalse();
    assertThat(there.judge().isSelfTestSuspect(PANDA, third)).as("still").isTrue();
    store(here.booted(SELF_TEST));
    assertThat(there.judge().isSelfTestSuspect(PANDA, third)).isFalse();
  }

  @Test
  void aBoardThatIsRemovedTakesItsEvidenceAlong() {
    long board = fail("board", B2G);
    pass(board);

    database.database().update("delete from devices where id = ?", board);

    assertThat(here.judge().isEmpty()).isTrue();
  }

  private boolean paused() {
    return there.judge().selfTestsPausedUntil(PANDA, Moments.now(time.clock())).isPresent();
  }

  private void accuse() {
    pass(fail("first", B2G));
    pass(fail("second", B2G));
    assertThat(here.judge().accused()).containsExactly(B2G);
  }

  /** A board that failed to boot an image, and is in its self-test. */
  private long fail(String name, ImageOnType what) {
    long board = rows.panda(name, "pxe_booting");
    rows.set(board, "next_image_id = 3");
    store(here.failed(board, what));
    return board;
  }

  private void pass(long board) {
    store(List.of(here.passed(board)));
    rows.set(board, "state = 'locked_out', next_image_id = null");
  }

  private long request() {
    long id = rows.request("any", "b2g", "finding_device");
    database
        .database()
        .update(
            "update requests set created = ? where id = ?",
            Moments.text(Moments.now(time.clock())),
            id);
    return id;
  }

  private HeldBack heldBack(Blame server) {
    return HeldBack.read(server, database.database(), context.getBean(Json.class));
  }

  private void store(List<SqlStatement> statements) {
    database.database().together(statements);
  }
}
