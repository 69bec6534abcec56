-- The database itself keeps the partitions of the logs, where its event scheduler runs.
create event log_partitions on schedule every 1 hour comment '${version}' do
begin
  declare done boolean default false;
  declare change_statement text;
  declare change_sentence text;
  declare changes cursor for ${log_partition_changes};
  declare continue handler for not found set done = true;
  declare continue handler for 1493, 1507, 1517 begin end; -- a server was quicker
  set session lock_wait_timeout = 2; -- whoever logs a line waits behind us
  open changes;
  fetch changes into change_statement, change_sentence;
  while not done do
    set @log_partition_change = change_statement;
    prepare log_partition_change from @log_partition_change;
    execute log_partition_change;
    fetch changes into change_statement, change_sentence;
  end while;
  close changes;
end
