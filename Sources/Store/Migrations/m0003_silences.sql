-- Which base stations were silent while somebody was here: printed on the sheet that they weaken (P12).
create index record_of_silence on record (occurred_us) where kind in ('device.silent', 'device.heard');
