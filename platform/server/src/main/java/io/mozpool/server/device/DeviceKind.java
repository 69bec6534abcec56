package io.mozpool.server.device;

import io.mozpool.lifecycle.Transition;
import io.mozpool.lifecycle.device.DeviceEffect;
import io.mozpool.lifecycle.device.DeviceFact;
import io.mozpool.lifecycle.device.DeviceWrite;
import io.mozpool.server.blame.Blame;
import io.mozpool.server.blame.Suspicions;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.Moments;
import io.mozpool.server.database.SqlStatement;
import io.mozpool.server.hold.Holder;
import io.mozpool.server.hold.Holders;
import io.mozpool.server.image.InstallerChecks;
import io.mozpool.server.machine.Arguments;
import io.mozpool.server.machine.MachineKind;
import io.mozpool.server.machine.MachineRow;
import io.mozpool.time.Time;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** LifeGuard's side of the step: what it reads of a device and what its writes store. */
final class DeviceKind implements MachineKind<DeviceView, DeviceFact, DeviceWrite, DeviceEffect> {

  static final String READY = "ready";

  /** Argument: nothing is done if a request holds the device. */
  static final String UNLESS_HELD = "unless_held";

  /** Argument: the request that asks, for nothing is done once it does not hold the device. */
  static final String FOR_REQUEST = "for_request";

  /** Argument of a forced state: the inventory that names the device no more, or names it again. */
  static final String INVENTORY = "inventory";

  /** Arguments of {@code please_image}. */
  static final String IMAGE = "image";

  static final String BOOT_CONFIG = "boot_config";

  private static final String IMAGE_OFFERED =
      "select 1 from image_pxe_configs x join images i on i.id = x.image_id"
          + " where i.name = ? and x.hardware_type_id = ?";

  private final DeviceViews views;
  private final Database database;
  private final Holders holders;
  private final InstallerChecks checks;
  private final Blame blame;
  private final HealthGate gate;
  private final Setbacks setbacks;
  private final Clock clock;
  private final Random chance;
  private final DeviceEntered entered;

  DeviceKind(
      DeviceViews views,
      Database database,
      Holders holders,
      InstallerChecks checks,
      Blame blame,
      HealthGate gate,
      Setbacks setbacks,
      Time time,
      DeviceEntered entered) {
    this.views = views;
    this.database = database;
    this.holders = holders;
    this.checks = checks;
    this.blame = blame;
    this.gate = gate;
    this.setbacks = setbacks;
    this.clock = time.clock();
    this.chance = time.random("health checks");
    this.entered = entered;
  }

  @Override
  public String word() {
    return "device";
  }

  @Override
  public CompletableFuture<Optional<DeviceView>> load(long id) {
    return views.load(id);
  }

  @Override
  public MachineRow row(DeviceView view) {
    return view.row();
  }

  @Override
  public Set<DeviceFact> facts(DeviceView view, Arguments arguments) {
    Set<DeviceFact> facts = EnumSet.noneOf(DeviceFact.class);
    facts.addAll(view.facts());
    boolean offered =
        arguments.get(IMAGE).isPresent()
            && view.hardwareType().isPresent()
            && database
                .first(
                    row -> true,
                    IMAGE_OFFERED,
                    arguments.get(IMAGE).get(),
                    view.hardwareType().getAsLong())
                .isPresent();
    add(facts, DeviceFact.IMAGE_OFFERED, offered);
    add(facts, DeviceFact.HOLDER_ASKS, isHolder(view, arguments));
    view.hardwareType().ifPresent(type -> addBlame(facts, view, type));
    return facts;
  }

  private static boolean isHolder(DeviceView view, Arguments arguments) {
    return view.request().isPresent()
        && arguments
            .get(FOR_REQUEST)
            .filter(Long.toString(view.request().getAsLong())::equals)
            .isPresent();
  }

  private void addBlame(Set<DeviceFact> facts, DeviceView view, long type) {
    Suspicions now = blame.recent();
    long id = view.row().id();
    add(
        facts,
        DeviceFact.BOOT_TROUBLE,
        now.isBootTrouble(type, id) || gate.isClosed(view.target().device().board()));
    if (!now.isEmpty()) {
      add(facts, DeviceFact.NEXT_IMAGE_BLAMED, view.booting().filter(now::isBlamed).isPresent());
      add(facts, DeviceFact.SELF_TEST_SUSPECT, now.isSelfTestSuspect(type, id));
      add(
          facts,
          DeviceFact.SELF_TESTS_PAUSED,
          now.selfTestsPausedUntil(type, Moments.now(clock)).isPresent());
    }
  }

  private static void add(Set<DeviceFact> facts, DeviceFact fact, boolean holds) {
    if (holds) {
      facts.add(fact);
    }
  }

  @Override
  public Optional<String> obstacle(DeviceView view, Arguments arguments) {
    Optional<Long> asking = arguments.get(FOR_REQUEST).map(Long::valueOf);
    if (asking.isPresent() && !asking.equals(view.request().stream().boxed().findFirst())) {
      return Optional.of("request %d does not hold it any more".formatted(asking.get()));
    }
    if (arguments.has(UNLESS_HELD) && view.request().isPresent()) {
      return holders.of(view.row().id()).map(Holder::sentence);
    }
    return arguments.get(IMAGE).flatMap(image -> bootConfigProblem(image, arguments));
  }

  private Optional<String> bootConfigProblem(String image, Arguments arguments) {
    List<String> problems = checks.problems(image, arguments.get(BOOT_CONFIG).orElse(""));
    return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
  }

  /** The holder of a device may change while its step is under way. */
  @Override
  public Optional<SqlStatement> guard(
      DeviceView view, Transition<DeviceWrite, DeviceEffect> transition, Arguments arguments) {
    return arguments
        .get(FOR_REQUEST)
        .map(request -> Holders.holds(Long.parseLong(request)))
        .or(
            () ->
                arguments.has(UNLESS_HELD)
                    ? Optional.of(SqlStatement.of(Holders.NOBODY))
                    : Optional.empty());
  }

  @Override
  public Optional<String> objection(DeviceView view, String event, Arguments arguments) {
    return event.equals("please_image")
            && !facts(view, arguments).contains(DeviceFact.IMAGE_OFFERED)
        ? Optional.of(
            "no PXE config is linked to image '%s' for this hardware type"
                .formatted(arguments.get(IMAGE).orElse("")))
        : Optional.empty();
  }

  @Override
  public List<SqlStatement> write(DeviceView view, DeviceWrite write, Arguments arguments) {
    long id = view.row().id();
    return switch (write) {
      case REMEMBER_BOOT_FAILURE ->
          view.booting().map(what -> blame.failed(id, what)).orElse(List.of());
      case TRUST_NEXT_IMAGE -> view.booting().map(blame::booted).orElse(List.of());
      default -> List.of(statement(id, write, arguments));
    };
  }

  private SqlStatement statement(long id, DeviceWrite write, Arguments arguments) {
    return switch (write) {
      case FORGET_IMAGE -> set(id, "image_id = null, boot_config = null");
      case FORGET_NEXT_IMAGE -> set(id, "next_image_id = null, next_boot_config = null");
      case NEXT_IMAGE_SELF_TEST -> nextImage(id, "self-test", "{}");
      case NEXT_IMAGE_MAINTENANCE -> nextImage(id, "maintenance", "{}");
      case NEXT_IMAGE_ASKED ->
          nextImage(
              id, arguments.get(IMAGE).orElseThrow(), arguments.get(BOOT_CONFIG).orElseThrow());
      case ADOPT_IMAGE ->
          SqlStatement.of(
              "update devices set image_id = next_image_id, boot_config = next_boot_config,"
                  + " next_image_id = null, next_boot_config = null"
                  + " where id = ? and next_image_id is not null",
              id);
      case ARM_NETBOOT ->
          set(
              id,
              "armed_pxe_config_id = (select x.pxe_config_id from image_pxe_configs x"
                  + " where x.image_id = devices.next_image_id"
                  + " and x.hardware_type_id = devices.hardware_type_id)");
      case DISARM_NETBOOT -> set(id, "armed_pxe_config_id = null");
      case RESULT_COMPLETE -> result(id, "complete");
      case RESULT_BAD_DEVICE -> result(id, "failed-bad-device");
      case RESULT_BAD_IMAGE -> result(id, "failed-bad-image");
      case REMEMBER_FAILURE ->
          SqlStatement.of(
              "insert into request_failures (request_id, device_id)"
                  + " select r.request_id, r.device_id from device_requests r"
                  + " where r.device_id = ? and not exists (select 1 from request_failures f"
                  + " where f.request_id = r.request_id and f.device_id = r.device_id)",
              id);
      case REMEMBER_LOCK ->
          SqlStatement.of(
              "update devices set locked_by_sync = ? where id = ?", arguments.has(INVENTORY), id);
      case SELF_TEST_PASSED ->
          SqlStatement.of(
              "update request_failures set passed_self_test = 1 where device_id = ?", id);
      case BLAME_IMAGE -> blame.passed(id);
      case REMEMBER_BOOT_FAILURE, TRUST_NEXT_IMAGE ->
          throw new IllegalArgumentException("more than one statement: " + write);
    };
  }

  @Override
  public List<SqlStatement> beside(
      DeviceView view, Transition<DeviceWrite, DeviceEffect> transition) {
    return setbacks.of(view, transition);
  }

  /** Re-checks of ready devices drift apart, so that the pool never asks all of them at once. */
  @Override
  public Duration spread(String state, Duration wait) {
    return state.equals(READY)
        ? Duration.ofMillis(Math.round(wait.toMillis() * chance.nextDouble(0.9, 1.1)))
        : wait;
  }

  @Override
  public void entered(
      DeviceView before, Transition<DeviceWrite, DeviceEffect> transition, long revision) {
    entered.entered(before, transition, revision);
  }

  private static SqlStatement set(long id, String assignments) {
    return SqlStatement.of("update devices set " + assignments + " where id = ?", id);
  }

  private static SqlStatement nextImage(long id, String image, String bootConfig) {
    return SqlStatement.of(
        "update devices set next_image_id = (select i.id from images i where i.name = ?),"
            + " next_boot_config = ? where id = ?",
        image,
        bootConfig,
        id);
  }

  private static SqlStatement result(long id, String result) {
    return SqlStatement.of(
        "update device_requests set imaging_result = ? where device_id = ?", result, id);
  }
}
