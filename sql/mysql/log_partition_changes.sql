-- What is to be done to the partitions of the logs now: those of today and the next seven days are made out of `later`,
-- and those that hold nothing younger than the retention go.
select
  concat('alter table ', made.table_name, ' reorganize partition later into (partition p',
    date_format(made.day, '%Y%m%d'), ' values less than (''', made.day + interval 1 day,
    '''), partition later values less than (maxvalue))') as statement,
  concat(made.table_name, ': made partition p', date_format(made.day, '%Y%m%d')) as sentence
from (
  select last.table_name, utc_date() + interval ahead.days day as day, last.bound
  from (
    select table_name,
      max(case when partition_name <> 'later' then replace(partition_description, '''', '') end) as bound
    from information_schema.partitions
    where table_schema = database() and table_name in ('device_logs', 'request_logs')
    group by table_name
  ) last,
  (
    select 0 as days union all select 1 union all select 2 union all select 3
    union all select 4 union all select 5 union all select 6 union all select 7
  ) ahead
) made
where made.bound is null or made.day + interval 1 day > made.bound
union all
select
  concat('alter table ', table_name, ' drop partition ', partition_name),
  concat(table_name, ': dropped partition ', partition_name)
from information_schema.partitions
where table_schema = database() and table_name in ('device_logs', 'request_logs')
  and partition_name <> 'later'
  and replace(partition_description, '''', '')
    <= (select utc_timestamp() - interval seconds second from log_retention)
order by statement
