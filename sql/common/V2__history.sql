-- What pages show of the past, and of the servers.

-- The program's version, as the server of this name last said.
alter table imaging_servers add column version varchar(64);

-- created: null for those of an older program. last_device_id: the device that it holds, or held last.
alter table requests add column created datetime(6);
alter table requests add column last_device_id int;
create index requests_created on requests (created);
create index requests_of_device on requests (last_device_id, id);

-- How many devices of an imaging server and a board type were in which class, every five minutes.
create table pool_samples (
  ts datetime(6) not null,
  imaging_server_id int not null,
  hardware_type varchar(64) not null,
  device_class varchar(16) not null,
  devices int not null,
  primary key (ts, imaging_server_id, hardware_type, device_class)
);
