-- MySQL and MariaDB only: the logs are partitioned by day, and all text is compared exactly, as H2 does; with the collation
-- utf8mb4_bin blanks at the end would not count. Columns that come later have the right one if none is said.

alter database character set utf8mb4 collate ${collation};
alter table imaging_servers convert to character set utf8mb4 collate ${collation};
alter table hardware_types convert to character set utf8mb4 collate ${collation};
alter table pxe_configs convert to character set utf8mb4 collate ${collation};
alter table images convert to character set utf8mb4 collate ${collation};
alter table relay_boards convert to character set utf8mb4 collate ${collation};
alter table devices convert to character set utf8mb4 collate ${collation};
alter table requests convert to character set utf8mb4 collate ${collation};
alter table device_requests convert to character set utf8mb4 collate ${collation};
alter table device_logs convert to character set utf8mb4 collate ${collation};
alter table request_logs convert to character set utf8mb4 collate ${collation};

-- Lines beyond the last day that there is a partition for go to `later`: a pool whose partitions nobody keeps goes on.
alter table device_logs drop primary key, add primary key (id, ts)
  partition by range columns (ts) (partition later values less than (maxvalue));
alter table request_logs drop primary key, add primary key (id, ts)
  partition by range columns (ts) (partition later values less than (maxvalue));

-- One row, kept by the servers: for how long lines are kept.
create table log_retention (
  id int not null primary key,
  seconds bigint not null
);
insert into log_retention (id, seconds) values (1, 1209600);

-- For a big pool: what is deleted after its time, and how many boards of a type are ready.
create index requests_since on requests (imaging_server_id, state_since);
drop index devices_state on devices;
create index devices_state on devices (state, hardware_type_id);
