-- News of an alarm stands in the ledger of the stay that the alarm is about, as its beginning does.
update record
set stay = (
  select alarm.stay from alarm
  where lower(hex(alarm.id)) = json_extract(cast(record.leaf as text), '$.event.alarm')
)
where kind like 'alarm.%' and stay is null;
