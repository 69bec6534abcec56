package io.mozpool.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugin.AddressTemplate;
import io.mozpool.plugin.DriverAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTemplateTest {

  @ParameterizedTest
  @CsvSource({
    "sut://{host}:20701, 2001:db8::5, sut://[2001:db8::5]:20701",
    "ping:{host}, ::1, ping:[::1]",
    "ping:{host}, fe80::1%eth0, ping:[fe80::1%eth0]",
    "a://{host}/1 b://{host}/2, 1:2:3:4:5:6:7:8, a://[1:2:3:4:5:6:7:8]/1 b://[1:2:3:4:5:6:7:8]/2",
    "ssh://me@{host}, 2001:db8::5, ssh://me@[2001:db8::5]",
    "a://[{host}]/1, 2001:db8::5, a://[2001:db8::5]/1",
    "a://pdu/{host}, 2001:db8::5, a://pdu/2001:db8::5",
    "a://pdu/1?for={host}, 2001:db8::5, a://pdu/1?for=2001:db8::5",
    "ping:{host}, 10.0.0.5, ping:10.0.0.5",
    "ping:{host}, panda-1.example, ping:panda-1.example",
    "ping:{host}, 02:00:00:00:00:01, ping:02:00:00:00:00:01"
  })
  void anIpv6AddressHasBracketsWhereItIsAHost(String template, String host, String address) {
    assertThat(AddressTemplate.of(template).fill(Map.of("host", host))).isEqualTo(address);
  }

  @Test
  void aFilledAddressCanBeRead() {
    String address = AddressTemplate.of("sut://{h}:20701").fill(Map.of("h", "2001:db8::5"));

    assertThat(DriverAddress.parse(address).host()).isEqualTo("2001:db8::5");
  }

  @Test
  void placeholdersAreNamedAndNeedValues() {
    AddressTemplate template = AddressTemplate.of("{a}://{b}/{a}{$}");

    assertThat(template.placeholders()).containsExactly("a", "b", "$");
    assertThatThrownBy(() -> template.fill(Map.of("a", "x")))
        .hasMessage("template '{a}://{b}/{a}{$}': expected a value for {b}, there is none");
  }
}
