package io.mozpool.plugins.sut;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.agent.DeviceAgent;

/** The SUTAgent on one device; every call is a connection of its own. */
final class SutAgent implements DeviceAgent {

  private static final byte[] CONTENT = "autophone test\n".getBytes(US_ASCII);

  private final SutAddress address;
  private final SutSettings settings;

  SutAgent(SutAddress address, SutSettings settings) {
    this.address = address;
    this.settings = settings;
  }

  @Override
  public void verify(Deadline deadline) throws DriverException, InterruptedException {
    SutSession.open(address, settings, deadline).close();
  }

  @Override
  public void verifyStorage(Deadline deadline) throws DriverException, InterruptedException {
    try (SutSession session = SutSession.open(address, settings, deadline)) {
      session.ensureTestsDirectory();
      String directory = session.testsDirectory() + "/sdcardtest";
      session.removeDirectory(directory);
      session.makeDirectory(directory);
      session.requireDirectory(directory);
      session.push(directory + "/sdcard_check", CONTENT);
      session.removeDirectory(directory);
    }
  }

  @Override
  public void reboot(Deadline deadline) throws DriverException, InterruptedException {
    try (SutSession session = SutSession.open(address, settings, deadline)) {
      session.reboot();
    }
  }
}
