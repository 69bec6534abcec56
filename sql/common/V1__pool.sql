-- The pool, in SQL that H2 (MODE=MySQL), MariaDB and MySQL all take. Moments are UTC. Names are compared exactly.

-- A lease says which server handles the machines of an imaging server; its moments are by the database's clock.
-- present_until: when the server of this name is no longer taken for alive. fingerprint: its program and plugins.
create table imaging_servers (
  id int not null auto_increment primary key,
  fqdn varchar(255) character set utf8mb4 collate utf8mb4_bin not null,
  address varchar(255),
  failover_group varchar(1024),
  fingerprint varchar(64),
  present_until datetime(6),
  lease_holder varchar(255) character set utf8mb4 collate utf8mb4_bin,
  lease_since datetime(6),
  lease_until datetime(6),
  epoch bigint not null default 0,
  constraint imaging_servers_fqdn unique (fqdn)
);

create table hardware_types (
  id int not null auto_increment primary key,
  type varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
  model varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
  constraint hardware_types_type_model unique (type, model)
);

create table pxe_configs (
  id int not null auto_increment primary key,
  name varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
  description varchar(255),
  contents longtext,
  active tinyint(1) not null default 1,
  constraint pxe_configs_name unique (name)
);

-- installer: the plugin's ImageInstaller that puts it onto a device; none for images that only boot.
create table images (
  id int not null auto_increment primary key,
  name varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
  boot_config_keys longtext,
  can_reuse tinyint(1) not null default 0,
  hidden tinyint(1) not null default 0,
  has_sut_agent tinyint(1) not null default 0,
  installer varchar(64),
  constraint images_name unique (name)
);

create table image_pxe_configs (
  image_id int not null,
  hardware_type_id int not null,
  pxe_config_id int not null,
  primary key (image_id, hardware_type_id),
  constraint image_pxe_configs_image foreign key (image_id) references images (id) on delete cascade,
  constraint image_pxe_configs_hardware_type foreign key (hardware_type_id) references hardware_types (id),
  constraint image_pxe_configs_pxe_config foreign key (pxe_config_id) references pxe_configs (id)
);

-- outlet: an address of some outlet of it, for those that are no ProXR boards.
-- synced: made by the inventory sync, which moves and removes it with the devices that it feeds.
create table relay_boards (
  id int not null auto_increment primary key,
  name varchar(255) character set utf8mb4 collate utf8mb4_bin not null,
  fqdn varchar(255) not null,
  outlet varchar(255),
  imaging_server_id int not null,
  synced tinyint(1) not null default 0,
  constraint relay_boards_name unique (name),
  constraint relay_boards_imaging_server foreign key (imaging_server_id) references imaging_servers (id)
);

-- state_counters, addresses, attributes, boot_config, next_boot_config: JSON. armed_pxe_config_id: what network boot serves.
create table devices (
  id int not null auto_increment primary key,
  name varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
  fqdn varchar(255) not null,
  inventory_source varchar(64) not null default '',
  inventory_id bigint not null,
  mac_address varchar(12) not null,
  serial varchar(64) not null default '',
  hardware_type_id int,
  imaging_server_id int not null,
  relay_info varchar(255),
  addresses longtext,
  attributes longtext,
  environment varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
  comments longtext,
  state varchar(64) not null,
  state_counters longtext,
  state_timeout datetime(6),
  state_since datetime(6),
  state_revision bigint not null default 0,
  image_id int,
  boot_config longtext,
  next_image_id int,
  next_boot_config longtext,
  armed_pxe_config_id int,
  constraint devices_name unique (name),
  constraint devices_inventory unique (inventory_source, inventory_id),
  constraint devices_hardware_type foreign key (hardware_type_id) references hardware_types (id),
  constraint devices_imaging_server foreign key (imaging_server_id) references imaging_servers (id),
  constraint devices_image foreign key (image_id) references images (id),
  constraint devices_next_image foreign key (next_image_id) references images (id),
  constraint devices_armed foreign key (armed_pxe_config_id) references pxe_configs (id)
);
create index devices_due on devices (imaging_server_id, state_timeout);
create index devices_state on devices (state);
create index devices_mac on devices (mac_address);
create index devices_serial on devices (serial);

-- waits: a busy named device is waited for. idempotency_key: of the POST that made the request.
create table requests (
  id int not null auto_increment primary key,
  imaging_server_id int not null,
  requested_device varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
  assignee varchar(255) not null,
  expires datetime(6) not null,
  image_id int not null,
  boot_config longtext,
  environment varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
  waits tinyint(1) not null default 0,
  idempotency_key varchar(255) character set utf8mb4 collate utf8mb4_bin,
  state varchar(64) not null,
  state_counters longtext,
  state_timeout datetime(6),
  state_since datetime(6),
  state_revision bigint not null default 0,
  constraint requests_idempotency_key unique (idempotency_key),
  constraint requests_imaging_server foreign key (imaging_server_id) references imaging_servers (id),
  constraint requests_image foreign key (image_id) references images (id)
);
create index requests_due on requests (imaging_server_id, state_timeout);
create index requests_state on requests (imaging_server_id, state, expires);

-- The tie: the two unique keys are the last word on who has which device.
create table device_requests (
  device_id int not null primary key,
  request_id int not null,
  imaging_result varchar(32),
  constraint device_requests_request_id unique (request_id),
  constraint device_requests_device foreign key (device_id) references devices (id),
  constraint device_requests_request foreign key (request_id) references requests (id)
);

-- Devices that failed with a request's image: a second one that fails so accuses the image.
create table request_failures (
  request_id int not null,
  device_id int not null,
  passed_self_test tinyint(1) not null default 0,
  primary key (request_id, device_id),
  constraint request_failures_request foreign key (request_id) references requests (id),
  constraint request_failures_device foreign key (device_id) references devices (id)
);
create index request_failures_of_device on request_failures (device_id);

create table device_logs (
  id bigint not null auto_increment primary key,
  device_id int not null,
  ts datetime(6) not null,
  source varchar(32) not null,
  message longtext not null
);
create index device_logs_order on device_logs (device_id, ts, id);

create table request_logs (
  id bigint not null auto_increment primary key,
  request_id int not null,
  ts datetime(6) not null,
  source varchar(32) not null,
  message longtext not null
);
create index request_logs_order on request_logs (request_id, ts, id);
