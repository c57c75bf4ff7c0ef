-- Who was still here at a past minute: whoever left after it (the board's slider).
create index record_of_exit on record (occurred_us) where kind = 'stay.exited';
