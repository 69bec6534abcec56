-- The meaning of a request when it was made, and news for its holder.

-- meaning: hashes of the fields of the POST that the idempotency key came with; null for those of an older program.
-- interference: what was last done to its device by somebody else, for people; null for nothing.
alter table requests add column meaning varchar(255);
alter table requests add column interference varchar(512);

-- Whether the inventory sync locked the device out, and not a person. Says something only while it is locked out.
alter table devices add column locked_by_sync tinyint(1) not null default 0;

-- A request follows the device that it names to the device's new name.
create index requests_device on requests (requested_device);
