package io.mozpool.server.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogMessageTest {

  static List<Arguments> lines() {
    return List.of(
        // util-linux logger
        arguments(
            "<134>1 2026-11-22T08:39:10.977967+00:00 vm mobile-init.sh - -"
                + " [timeQuality tzKnown=\"1\" isSynced=\"0\"] hello world",
            "vm|mobile-init.sh|hello world"),
        arguments("<134>Nov 22 08:39:10 vm mobile-init.sh: hello", "vm|mobile-init.sh|hello"),
        // busybox syslogd -R
        arguments(
            "<134>Nov 22 08:39:13 mobile-init.sh: hello from busybox\n",
            "|mobile-init.sh|hello from busybox"),
        // Python's SysLogHandler
        arguments(
            "<134>panda-0001 selftest.py[INFO]: test[PASSED] ok\0",
            "panda-0001|selftest.py|test[PASSED] ok"),
        arguments(
            "<131>p1 t.py[ERROR]: boom\nTraceback:\n  File \"x\", line 5\nZeroDivisionError: by\0",
            "p1|t.py|boom\nTraceback:\n  File \"x\", line 5\nZeroDivisionError: by"),
        arguments(
            "<131>boom\nTraceback (most recent call last):\0",
            "|syslog|boom\nTraceback (most recent call last):"),
        // RFC 5424
        arguments("<34>1 - - - - - -", "|syslog|"),
        arguments("<34>1 - h su 77 ID47 - \uFEFF'su root' failed", "h|su|'su root' failed"),
        arguments("<34>1 - h su - - [a@1 b=\"]\\\"]\"][c] text [not] data", "h|su|text [not] data"),
        arguments("<34>1 - h su - - - indented:   by three", "h|su|indented:   by three"),
        // RFC 3164
        arguments("<34>Oct  1 22:14:15 h su[231]: 'su root'", "h|su|'su root'"),
        arguments("<34>2026-11-22T08:39:10.97+00:00 h su: forwarded", "h|su|forwarded"),
        arguments("<34>Oct 11 22:14:15 fe80::1 su: address", "fe80::1|su|address"),
        arguments("<34>kernel: usb 1-1: new device", "|kernel|usb 1-1: new device"),
        arguments("su: no priority", "|su|no priority"),
        arguments("<34>su:", "|su|"));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void whatSendersSendIsUnderstood(String line, String expected) {
    SyslogMessage message = SyslogMessage.parse(line);

    assertThat(message.host() + "|" + message.tag() + "|" + message.text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no more than text",
        "<>odd",
        "<1234>odd",
        "1 out of 7 tests failed, too bad",
        "1 - h su - - [open",
        "1 - h su - - [open \"quote]",
        "1 - h su - - [a]text",
        "error while reading http://host: no",
        "http://host/path",
        "a b c: d"
      })
  void whatIsNotUnderstoodIsText(String line) {
    assertThat(SyslogMessage.parse(line)).isEqualTo(new SyslogMessage("", "syslog", line, ""));
  }

  @Test
  void whatTheTransportAddsIsLeftOut() {
    assertThat(SyslogMessage.parse("<34>su: text \r\n\0\0").text()).isEqualTo("text");
  }

  @Test
  void controlCharactersDoNotReachTheReader() {
    assertThat(SyslogMessage.parse("<34>su: a\u001b[31m\tb\nc\0d").text())
        .isEqualTo("a\uFFFD[31m\tb\nc\uFFFDd");
  }

  @Test
  void aTagIsCutToWhatTheLogHolds() {
    assertThat(SyslogMessage.parse("<34>" + "t".repeat(40) + ": x").tag())
        .isEqualTo("t".repeat(32));
    assertThat(SyslogMessage.parse("<34>1 - h " + "t".repeat(40) + " - - - x").tag()).hasSize(32);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "[", "a", ":", "\\", "<", "\"", "1 ", "a:", "\0"})
  @Timeout(10)
  void noLineTakesLong(String part) {
    String line = part.repeat(8_192 / part.length());

    for (int i = 0; i < 100; i++) {
      assertThat(SyslogMessage.parse("<34>1 - h su - - [" + line + "x").text()).isNotEmpty();
      assertThat(SyslogMessage.parse("<34>" + line + "x").text()).isNotEmpty();
    }
  }
}
