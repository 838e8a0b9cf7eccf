-- SPDX-License-Identifier: GPL-3.0-or-later
-- Migration 1. Ids are given by the program; times are unix seconds; months are year * 12 + month - 1; money is kopecks.
CREATE TABLE users (
  id BIGINT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  password TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  receipts_by_mail BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL
);
CREATE TABLE consents (
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  version TEXT NOT NULL,
  accepted_at BIGINT NOT NULL,
  PRIMARY KEY (user_id, kind, version)
);
-- Waiting for their code; consents is JSON, for they become rows only with the user.
CREATE TABLE registrations (
  email TEXT PRIMARY KEY,
  password TEXT NOT NULL,
  consents TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE TABLE codes (
  email TEXT NOT NULL,
  purpose TEXT NOT NULL,
  code TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  tries BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (email, purpose)
);
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  token TEXT NOT NULL UNIQUE,
  client TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);
-- Counted tries: a row a try, swept when they no longer count. subject is hashed: no address stands here in the clear.
CREATE TABLE attempts (
  id BIGINT PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX attempts_by_subject ON attempts (kind, subject, at);
CREATE INDEX attempts_by_time ON attempts (at);
CREATE TABLE letters (
  id BIGINT PRIMARY KEY,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  tries BIGINT NOT NULL DEFAULT 0,
  next_try_at BIGINT NOT NULL
);
CREATE INDEX letters_by_next_try ON letters (next_try_at);
CREATE TABLE accounts (
  id BIGINT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  address TEXT NOT NULL,
  delivery_address TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  contract TEXT NOT NULL,
  registered BIGINT NOT NULL,
  residing BIGINT NOT NULL
);
CREATE TABLE attachments (
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  label TEXT NOT NULL DEFAULT '',
  attached_at BIGINT NOT NULL,
  PRIMARY KEY (user_id, account_id)
);
-- A service of an account's month; a statement is the sum of its lines.
CREATE TABLE lines (
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  month BIGINT NOT NULL,
  service TEXT NOT NULL,
  unit TEXT NOT NULL,
  quantity TEXT NOT NULL,
  tariff TEXT NOT NULL,
  opening BIGINT NOT NULL,
  charged BIGINT NOT NULL,
  recalculated BIGINT NOT NULL,
  penalty BIGINT NOT NULL,
  paid BIGINT NOT NULL,
  closing BIGINT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (account_id, month, service)
);
CREATE TABLE payments (
  id TEXT NOT NULL,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  service TEXT NOT NULL,
  date TEXT NOT NULL,
  amount BIGINT NOT NULL,
  channel TEXT NOT NULL,
  document TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (id, account_id, service)
);
CREATE INDEX payments_by_account ON payments (account_id, date);
