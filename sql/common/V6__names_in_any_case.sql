-- Names of devices are unique whatever their case: boards are found in any.

-- Names themselves are still compared exactly, for people.
alter table devices add column name_any_case varchar(64) generated always as (lower(name));
create unique index devices_name_any_case on devices (name_any_case);
