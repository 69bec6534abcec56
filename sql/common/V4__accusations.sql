-- Which images are to blame for boards that do not boot.

-- Devices that failed to boot an image from the network, by the SHA-256 of the PXE config's contents.
-- passed: when the device's self-test spoke against the image; null while that is undecided, and for
-- the images self-test and maintenance.
create table boot_failures (
  device_id int not null,
  image_id int not null,
  hardware_type_id int not null,
  pxe_config_hash varchar(64) not null,
  failed datetime(6) not null,
  passed datetime(6),
  primary key (device_id, image_id),
  constraint boot_failures_device foreign key (device_id) references devices (id) on delete cascade,
  constraint boot_failures_image foreign key (image_id) references images (id) on delete cascade,
  constraint boot_failures_hardware_type foreign key (hardware_type_id) references hardware_types (id)
    on delete cascade
);
create index boot_failures_of_image on boot_failures (image_id, hardware_type_id);

-- Images that devices of a hardware type get one at a time.
-- renewed: when the newest of the devices spoke against it; requests that are older have failed.
-- turn_until: until when no other device is given to the image, unless the one that has its turn is seen by then.
create table accusations (
  image_id int not null,
  hardware_type_id int not null,
  pxe_config_hash varchar(64) not null,
  since datetime(6) not null,
  renewed datetime(6) not null,
  turn_until datetime(6),
  primary key (image_id, hardware_type_id),
  constraint accusations_image foreign key (image_id) references images (id) on delete cascade,
  constraint accusations_hardware_type foreign key (hardware_type_id) references hardware_types (id)
    on delete cascade
);
