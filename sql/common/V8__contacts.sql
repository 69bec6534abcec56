-- When a device was last heard, and by which way: tftp, http, event. Written beside the steps, which do not read it.
alter table devices add column last_contact datetime(6);
alter table devices add column last_contact_by varchar(32);
