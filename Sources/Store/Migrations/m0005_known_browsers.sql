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
