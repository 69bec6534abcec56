-- Moments of leases were in the time zone of the database's host; from now on all sessions are in UTC. An upgrade begins only
-- when nobody else is present, so nothing of them counts any more but the epoch.
update imaging_servers set present_until = null, lease_holder = null, lease_since = null, lease_until = null;
