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

-- What the intake remembers of each device, as of the last closed chunk of observations.
create table intake (
  device          text    primary key,
  state           text    not null
) strict;
