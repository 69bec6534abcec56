-- Devices that go on trying and fail again and again.

-- failures: how often it has failed since it was last well. last_error: what was wrong the last of these times, for people.
alter table devices add column failures int not null default 0;
alter table devices add column last_error varchar(1024);
alter table devices add column last_error_at datetime(6);
create index devices_failures on devices (failures);
