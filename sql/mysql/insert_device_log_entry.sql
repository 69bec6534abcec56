-- For rsyslog: files a line under a device. A device that there is not has no log; a moment that is none, or outside of
-- the days that are kept and prepared, becomes now.
create procedure insert_device_log_entry(
  in device text character set utf8mb4 collate ${collation},
  in ts text character set utf8mb4,
  in source text character set utf8mb4,
  in message longtext character set utf8mb4)
  modifies sql data
  comment '${version}'
begin
  declare kept datetime(6) default utc_timestamp(6);
  declare stated datetime(6);
  begin
    declare continue handler for sqlexception set stated = null;
    set stated = ts;
  end;
  if stated >= kept - interval (select seconds from log_retention) second
      and stated < utc_date() + interval 8 day then
    set kept = stated;
  end if;
  insert into device_logs (device_id, ts, source, message)
    select d.id, kept, left(coalesce(source, ''), 32),
      if(message like ' %', substring(message, 2), coalesce(message, ''))
    from devices d where d.name = device;
end
