package io.mozpool.lifecycle.device;

import static io.mozpool.lifecycle.Steps.ask;
import static io.mozpool.lifecycle.Steps.clear;
import static io.mozpool.lifecycle.Steps.to;
import static io.mozpool.lifecycle.Steps.tolerate;
import static io.mozpool.lifecycle.Steps.write;
import static io.mozpool.lifecycle.device.CommonRows.abandoned;
import static io.mozpool.lifecycle.device.CommonRows.in;
import static io.mozpool.lifecycle.device.DeviceEffect.NOTIFY_REQUEST;
import static io.mozpool.lifecycle.device.DeviceEvent.FAILED_BAD_IMAGE;
import static io.mozpool.lifecycle.device.DeviceState.PXE_POWER_CYCLING;
import static io.mozpool.lifecycle.device.DeviceState.START_SELF_TEST;
import static io.mozpool.lifecycle.device.DeviceState.SUT_VERIFYING;
import static io.mozpool.lifecycle.device.DeviceWrite.FORGET_IMAGE;
import static io.mozpool.lifecycle.device.DeviceWrite.RESULT_BAD_IMAGE;

import io.mozpool.lifecycle.Event;
import io.mozpool.lifecycle.Named;
import io.mozpool.lifecycle.Row;
import io.mozpool.lifecycle.State;
import io.mozpool.plugin.image.ImageInstaller;
import io.mozpool.plugin.image.ImagingStage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The states that image installers bring: one per stage, and one for having failed it. */
final class Stages {

  private final List<Contributed> first = new ArrayList<>();
  private final List<Row<DeviceFact, DeviceWrite, DeviceEffect>> rows = new ArrayList<>();
  private final List<Row<DeviceFact, DeviceWrite, DeviceEffect>> failedRows = new ArrayList<>();
  private final Map<String, String> owners = new HashMap<>();

  Stages(Collection<? extends ImageInstaller> installers) {
    ownNames().forEach(ours -> owners.put(ours, "MozPool itself"));
    installers.forEach(this::add);
  }

  /** The names of states and events that are not an installer's. */
  static Set<String> ownNames() {
    return Stream.<Named[]>of(DeviceState.values(), DeviceEvent.values())
        .flatMap(Stream::of)
        .map(Named::wireName)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The stages that a freshly booted device may report. */
  List<Contributed> first() {
    return first;
  }

  List<Row<DeviceFact, DeviceWrite, DeviceEffect>> rows() {
    return rows;
  }

  List<Row<DeviceFact, DeviceWrite, DeviceEffect>> failedRows() {
    return failedRows;
  }

  private void add(ImageInstaller installer) {
    List<ImagingStage> stages = installer.stages();
    if (stages.isEmpty()) {
      throw new IllegalArgumentException(
          "installer '%s' has no stages; expected one at least".formatted(installer.name()));
    }
    first.add(new Contributed(stages.get(0).name()));
    for (int i = 0; i + 1 < stages.size(); i++) {
      Contributed next = new Contributed(stages.get(i + 1).name());
      add(installer, stages.get(i), next, next);
    }
    ImagingStage last = stages.get(stages.size() - 1);
    add(installer, last, new Contributed(installer.finishedEvent()), SUT_VERIFYING);
  }

  private void add(ImageInstaller installer, ImagingStage stage, Event done, State next) {
    Contributed state = new Contributed(stage.name());
    claim(state, installer);
    claim(state.failed(), installer);
    rows.add(row(state, stage).on(done, clear(state), to(next)));
    failedRows.add(CommonRows.failedWithImage(state.failed()));
  }

  private static Row<DeviceFact, DeviceWrite, DeviceEffect> row(
      Contributed state, ImagingStage stage) {
    Row<DeviceFact, DeviceWrite, DeviceEffect> row = in(state);
    return (stage.overwrites() ? row.entry(write(FORGET_IMAGE)) : row)
        .within(
            stage.timeout(),
            tolerate(stage.retries(), state, to(state.failed())),
            abandoned(),
            to(PXE_POWER_CYCLING))
        .on(FAILED_BAD_IMAGE, write(RESULT_BAD_IMAGE), ask(NOTIFY_REQUEST), to(START_SELF_TEST));
  }

  private void claim(Contributed state, ImageInstaller installer) {
    String owner = owners.putIfAbsent(state.wireName(), "installer '" + installer.name() + "'");
    if (owner != null) {
      throw new IllegalArgumentException(
          "'%s' of installer '%s' is taken by %s"
              .formatted(state.wireName(), installer.name(), owner));
    }
  }
}
