-- When an alarm was told further, among the other steps of its time and not among all records (the alarm's page).
create index record_of_escalation on record (number) where kind = 'alarm.escalated';
