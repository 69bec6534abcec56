package io.mozpool.server.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.blame.Blame;
import io.mozpool.server.blame.ImageOnType;
import io.mozpool.server.blame.Suspicions;
import io.mozpool.server.database.Moments;
import io.mozpool.server.database.PoolRows;
import io.mozpool.server.database.SqlStatement;
import io.mozpool.server.database.TestDatabase;
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
  private TestDatabase database;
  private PoolRows rows;
  private Blame here;
  private Blame there;
  private BlamedImages accused;

  @BeforeEach
  void open() {
    database = TestDatabase.in(directory);
    rows = new PoolRows(database.database()).catalogue();
    here = new Blame(database.database(), time.clock());
    there = new Blame(database.database(), time.clock());
    accused = new BlamedImages(here, database.database(), TestDatabase.LEASES);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whileASelfTestDecidesNobodyOfThatTypeGetsTheImage() {
    fail("failing", B2G);

    for (Blame server : List.of(here, there)) {
      HeldBack held = heldBack(server);
      assertThat(held.admits(7, ANY_B2G, PANDA)).isFalse();
      assertThat(held.admits(7, ANY_ANDROID, PANDA)).as("another image").isTrue();
      assertThat(held.admits(7, ANY_B2G, BARE)).as("another type").isTrue();
      assertThat(held.reason("b2g", PANDA)).get().asString().contains("failing");
    }
  }

  @Test
  void aTrialThatIsBrokenOffHoldsNothingBack() {
    long failing = fail("failing", B2G);
    rows.set(failing, "state = 'troubleshooting'");

    assertThat(heldBack(there).admits(7, ANY_B2G, PANDA)).isTrue();
    assertThat(database.number("select count(*) from boot_failures")).isZero();
  }

  @Test
  void whoeverWishesForWhatIsHeldBackLooksOnceForAll() {
    accuse();
    time.step(Duration.ofSeconds(1));
    long request = request();
    HeldBack held = heldBack(here);

    held.giveUp(ANY_B2G);
    held.giveUp(ANY_ANDROID);

    assertThat(held.isHopeless(7, ANY_B2G)).isTrue();
    assertThat(held.isHopeless(request, ANY_B2G)).as("it may have a turn").isFalse();
    assertThat(held.isHopeless(7, ANY_ANDROID)).as("not held back").isFalse();
  }

  @Test
  void twoBoardsThatPassTheirSelfTestsAccuseTheImage() {
    long old = request();
    pass(fail("first", B2G));
    assertThat(here.judge().accused()).isEmpty();
    assertThat(accused.accusedRequests()).isEmpty();
    pass(fail("second", B2G));

    assertThat(there.judge().accused()).containsExactly(B2G);
    assertThat(here.judge().accused()).containsExactly(B2G);
    assertThat(database.number("select count(*) from accusations")).isEqualTo(1);
    time.step(Duration.ofSeconds(1));
    request();
    assertThat(accused.accusedRequests()).as("those that waited then").containsExactly(old);
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

    assertThat(accused.accusedRequests()).isEmpty();
  }

  @Test
  void youngerRequestsGetOneBoardAtATime() {
    long old = request();
    accuse();
    time.step(Duration.ofSeconds(1));
    long one = request();
    long two = request();

    HeldBack held = heldBack(here);
    HeldBack elsewhere = heldBack(there);
    assertThat(held.admits(old, ANY_B2G, PANDA)).isFalse();
    assertThat(held.admits(one, ANY_B2G, PANDA)).isTrue();
    assertThat(held.takesTurn(one, ANY_B2G, PANDA)).isTrue();
    assertThat(held.admits(two, ANY_B2G, PANDA)).isFalse();
    assertThat(elsewhere.takesTurn(two, ANY_B2G, PANDA)).as("another server").isFalse();
    assertThat(heldBack(there).takesTurn(two, ANY_B2G, PANDA)).isFalse();
  }

  @Test
  void nobodyHasATurnWhileABoardWorksOnTheImage() {
    accuse();
    time.step(Duration.ofSeconds(1));
    long request = request();
    long working = rows.panda("working", "b2g_extracting");
    rows.set(working, "next_image_id = 1");
    assertThat(heldBack(here).admits(request, ANY_B2G, PANDA)).isFalse();

    rows.set(working, "state = 'failed_power_cycling'");
    assertThat(heldBack(here).admits(request, ANY_B2G, PANDA)).isTrue();

    long pending = rows.request("any", "b2g", "pending");
    rows.tie(working, pending);
    assertThat(heldBack(here).admits(request, ANY_B2G, PANDA)).isFalse();
  }

  @Test
  void anotherPxeConfigLiftsAllThatIsHeldAgainstTheImage() {
    accuse();
    fail("third", B2G);
    database.database().update("update pxe_configs set contents = 'better' where id = 1");

    assertThat(heldBack(there).admits(7, ANY_B2G, PANDA)).isTrue();
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
    return HeldBack.read(server, database.database());
  }

  private void store(List<SqlStatement> statements) {
    database.database().together(statements);
  }
}
