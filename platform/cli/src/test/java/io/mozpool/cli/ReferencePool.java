package io.mozpool.cli;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/**
 * A database with the tables of Mozpool 4.2.1, and two devices of two imaging servers; its user is
 * reader.
 */
final class ReferencePool implements AutoCloseable {

  private static final List<String> TABLES =
      List.of(
          """
          create table imaging_servers (id integer unsigned not null auto_increment primary key,
            fqdn varchar(255) not null)
          """,
          """
          create table hardware_types (id integer unsigned not null auto_increment primary key,
            type varchar(32) not null, model varchar(32) not null)
          """,
          """
          create table images (id integer unsigned not null auto_increment primary key,
            name varchar(32) not null, boot_config_keys text, can_reuse tinyint not null,
            hidden boolean not null, has_sut_agent tinyint(1) not null)
          """,
          """
          create table pxe_configs (id integer unsigned not null auto_increment primary key,
            name varchar(32) not null, description text, contents text, active tinyint not null)
          """,
          """
          create table image_pxe_configs (image_id integer unsigned not null,
            hardware_type_id integer unsigned not null, pxe_config_id integer unsigned)
          """,
          """
          create table relay_boards (id integer unsigned not null auto_increment primary key,
            name varchar(32) not null, fqdn varchar(255) not null,
            imaging_server_id integer unsigned not null, state varchar(32) not null)
          """,
          """
          create table devices (id integer unsigned not null auto_increment primary key,
            name varchar(400) not null, fqdn varchar(255) not null, inventory_id integer unsigned not null,
            mac_address varchar(32) not null, imaging_server_id integer unsigned not null,
            relay_info text, state varchar(32) not null, state_timeout datetime, state_counters text,
            comments text, last_image_id integer unsigned, boot_config text,
            next_image_id integer unsigned, next_boot_config text, environment varchar(32),
            hardware_type_id integer unsigned not null)
          """);

  private static final List<String> ROWS =
      List.of(
          "insert into imaging_servers values (7, 'one.example.com'), (9, 'two.example.com')",
          "insert into hardware_types values (3, 'panda', 'ES Rev B2')",
          """
          insert into images values (5, 'b2g', '["b2gbase"]', 0, false, 1),
            (6, 'self-test', null, 0, true, 0), (8, 'other', '[]', 1, false, 0)
          """,
          "insert into pxe_configs values (2, 'b2g-1', 'boots b2g', 'append %IPADDRESS%', 1),"
              + " (4, 'old', null, null, 0)",
          "insert into image_pxe_configs values (5, 3, 2), (6, 3, null)",
          "insert into relay_boards values (1, 'relay-1', 'relay-1.example.com', 9, 'ready')",
          """
          insert into devices values
            (20, 'panda-2', 'panda-2.example.com', 4002, '6A:3D:98:12:34:57', 9,
              'relay-1.example.com:bank1:relay2', 'free', null, '{"x": 3}', 'bug 1', 5,
              '{"b2gbase": "x"}', null, null, null, 3),
            (10, 'panda-1', 'panda-1.example.com', 4001, '6a3d98123456', 7, null, 'self_test_running',
              '2014-01-01 00:00:00', '{}', null, null, null, 6, '{}', 'staging', 3)
          """);

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=MySQL";
  private final Connection connection;

  ReferencePool() throws SQLException {
    connection = DriverManager.getConnection(url, "reader", "secret");
    for (String sql : TABLES) {
      execute(sql);
    }
    for (String sql : ROWS) {
      execute(sql);
    }
  }

  String url() {
    return url;
  }

  /** Changes it. */
  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
