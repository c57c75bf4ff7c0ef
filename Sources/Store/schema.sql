-- The database of one centre. The journal's records come first; every other table above the line below follows from
-- them by apply() and is proved to by `rebuild`, but for contents and their keys, which leaves only commit to. Times are microseconds since 1970 UTC of the site clock.

-- One row per journal record, never changed and never deleted.
create table record (
  -- The index of the leaf in the Merkle tree, from 0.
  number          integer primary key,

  -- 128 random bits of the event.
  id              blob    not null unique check (length(id) = 16),

  -- The wire name of the event's kind, such as stay.arrived; for finding, the leaf is what counts.
  kind            text    not null,

  -- The stay whose ledger shows the record; null where it belongs to none.
  stay            blob    check (length(stay) = 16),

  -- The tag it is about, for the track of whoever wore it.
  tag             text,

  occurred_us     integer not null,
  recorded_us     integer not null,

  -- The bytes that the tree commits to (docs/design/0001): no name, number of a paper or free text.
  leaf            blob    not null check (length(leaf) <= 65535)
) strict;

create index record_of_stay on record (stay, number) where stay is not null;
create index record_of_tag on record (tag, occurred_us) where tag is not null;
create index record_of_file on record (number) where kind = 'centre.file-taken';
create index record_of_escalation on record (number) where kind = 'alarm.escalated';
create index record_of_exit on record (occurred_us) where kind = 'stay.exited';
create index record_of_silence on record (occurred_us) where kind in ('device.silent', 'device.heard');

-- The right edge of the tree after the last record.
create table head (
  one             integer primary key check (one = 1),
  size            integer not null,
  frontier        blob    not null
) strict;

-- Personal words and pictures beside the tree, sealed with the key of the person concerned.
create table content (
  id              blob    primary key check (length(id) = 16),
  record          integer not null references record (number),
  person          blob    not null check (length(person) = 16),
  salt            blob    not null check (length(salt) = 32),

  -- AES-GCM: nonce, ciphertext, tag; the id of the content is authenticated with it.
  sealed          blob    not null
) strict;

create index content_of_person on content (person);

-- The key of each person's contents, wrapped by the data key that lies outside this folder. Deleted with the last content.
create table person_key (
  person          blob    primary key check (length(person) = 16),
  wrapped         blob    not null
) strict;

-- One row per person and visit: the latest value after apply().
create table stay (
  id              blob    primary key check (length(id) = 16),

  -- The record that last changed this row.
  record          integer not null references record (number),
  arrived_us      integer not null,

  -- 1 until the exit.
  is_open         integer not null check (is_open in (0, 1)),
  case_code       text    not null,

  -- The tag on the wrist now, proven by its test press or still waiting for it.
  tag             text,
  value           text    not null
) strict;

create index stay_open on stay (is_open, arrived_us);
create index stay_of_tag on stay (tag) where tag is not null;

create table alarm (
  id              blob    primary key check (length(id) = 16),
  record          integer not null references record (number),
  rule            text    not null,
  subject         text    not null,

  -- The event that began it: with rule and subject the alarm's identity, so that nothing is raised twice.
  began           blob    not null check (length(began) = 16),
  stay            blob    check (length(stay) = 16),
  is_open         integer not null check (is_open in (0, 1)),
  raised_us       integer not null,
  value           text    not null,
  unique (rule, subject, began)
) strict;

create index alarm_open on alarm (is_open, raised_us);
create index alarm_of_stay on alarm (stay, raised_us) where stay is not null;
create index alarm_by_time on alarm (raised_us);

-- The last confirmed place of each tag.
create table whereabouts (
  tag             text    primary key,
  record          integer not null references record (number),
  since_us        integer not null,
  value           text    not null
) strict;

-- One row per account: the latest value after apply().
create table account (
  id              blob    primary key check (length(id) = 16),
  record          integer not null references record (number),
  is_open         integer not null check (is_open in (0, 1)),
  value           text    not null
) strict;

-- One row per device that may speak to the centre.
create table device (
  id              text    primary key,
  record          integer not null references record (number),
  is_open         integer not null check (is_open in (0, 1)),
  value           text    not null
) strict;

-- Base stations that are silent now, with the last time they were heard.
create table silence (
  base_station    text    primary key,
  record          integer not null references record (number),
  last_heard_us   integer not null
) strict;

-- Which of the staff carries which tag or card.
create table carrier (
  tag             text    primary key,
  record          integer not null references record (number),
  value           text    not null
) strict;

-- How often each person's page was read: printed on the receipt.
create table look (
  stay            blob    primary key check (length(stay) = 16),
  record          integer not null references record (number),
  times           integer not null check (times > 0)
) strict;

-- ── What follows does not come from the journal and is no part of `rebuild`. ──

-- How an account proves who it is; the name is found by a keyed hash only.
create table credential (
  account         blob    primary key check (length(account) = 16) references account (id),
  name_index      blob    not null unique check (length(name_index) = 32),
  salt            blob    not null check (length(salt) = 16),
  hash            blob    not null check (length(hash) = 32),

  -- The rounds of scrypt (N); r = 8, p = 1.
  rounds          integer not null,

  -- Failures one after the other, and until when nobody may try again.
  failures        integer not null default 0,
  locked_until_us integer not null default 0
) strict;

-- Browsers in which an account has signed in before: a stranger who guesses its password does not shut these out.
create table known_browser (
  -- The SHA-256 of the secret in the browser's cookie.
  browser         blob    not null check (length(browser) = 32),
  account         blob    not null references account (id),

  -- When the account last signed in there.
  seen_us         integer not null,

  -- Failures one after the other in this browser, and until when it may not try again.
  failures        integer not null default 0,
  locked_until_us integer not null default 0,
  primary key (browser, account)
) strict;

create index known_browser_of_account on known_browser (account, seen_us);

-- Sessions of browsers and tokens of programs, found by the SHA-256 of their secret.
create table session (
  secret          blob    primary key check (length(secret) = 32),
  account         blob    not null references account (id),

  -- What each form of a browser carries back; null for the token of a program.
  form_token      text,
  seen_us         integer not null,
  expires_us      integer not null
) strict;

-- The SHA-256 of each device's token.
create table device_secret (
  secret          blob    primary key check (length(secret) = 32),
  device          text    not null references device (id),

  -- The same secret as the broker keeps it: PBKDF2, as mosquitto_passwd writes it.
  broker_hash     text    not null
) strict;

-- How far a follower has read, saved in the commit of what it caused.
create table cursor (
  follower        text    primary key,
  next_record     integer not null,
  state           text    not null
) strict;

-- What the intake remembers of each device, as of the last closed chunk of observations.
create table intake (
  device          text    primary key,
  state           text    not null
) strict;
