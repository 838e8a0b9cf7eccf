-- SPDX-License-Identifier: GPL-3.0-or-later
-- A database of schema version 3, as it stood.
CREATE TABLE users (
  id BIGINT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  password TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  receipts_by_mail BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL
);
INSERT INTO users VALUES(71,'ivanov@example.ru','$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA','Иванов Иван Иванович','+7 (900) 123-45-67',1,1583064000);
CREATE TABLE consents (
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  version TEXT NOT NULL,
  accepted_at BIGINT NOT NULL,
  PRIMARY KEY (user_id, kind, version)
);
INSERT INTO consents VALUES(71,'terms','2025-09-01',1583063900);
INSERT INTO consents VALUES(71,'personal_data','2025-09-01',1583063900);
CREATE TABLE registrations (
  email TEXT PRIMARY KEY,
  password TEXT NOT NULL,
  consents TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
INSERT INTO registrations VALUES('petrov@example.ru','$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA','{"consents":[{"kind":"terms","version":"2025-09-01","accepted_at":"2020-03-01T12:00:00Z"}]}',1583064000);
CREATE TABLE codes (
  email TEXT NOT NULL,
  purpose TEXT NOT NULL,
  code TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  tries BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (email, purpose)
);
INSERT INTO codes VALUES('petrov@example.ru','registration','$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',1583064900,2);
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  token TEXT NOT NULL UNIQUE,
  client TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
INSERT INTO sessions VALUES('c2Vzc2lvbg',71,'dG9rZW4','kabinet/0.1',1583064000,1583064600,1590840600);
CREATE TABLE attempts (
  id BIGINT PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  at BIGINT NOT NULL
);
INSERT INTO attempts VALUES(5,'letter','c3ViamVjdA',1583064000);
CREATE TABLE letters (
  id BIGINT PRIMARY KEY,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  tries BIGINT NOT NULL DEFAULT 0,
  next_try_at BIGINT NOT NULL,
  user_id BIGINT REFERENCES users (id) ON DELETE CASCADE,
  account_id BIGINT REFERENCES accounts (id),
  month BIGINT
);
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
INSERT INTO accounts VALUES(1,'123543566','Иванов Иван Иванович','г. Смоленск','г. Смоленск','','','Д-1',5,5);
INSERT INTO letters VALUES(9,'petrov@example.ru','Код','Код: 123456',1583064000,1583064900,0,1583064000,NULL,NULL,NULL);
INSERT INTO letters VALUES(10,'ivanov@example.ru','','',1583064000,0,0,1583064000,71,1,24241);
CREATE TABLE attachments (
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  label TEXT NOT NULL DEFAULT '',
  attached_at BIGINT NOT NULL,
  PRIMARY KEY (user_id, account_id)
);
INSERT INTO attachments VALUES(71,1,'Квартира',1583064100);
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
INSERT INTO lines VALUES(1,24240,'Обращение с ТКО','чел.','5','89.46',44730,44730,0,0,44730,44730,'');
INSERT INTO lines VALUES(1,24241,'Обращение с ТКО','чел.','5','89.46',44730,44730,0,0,44730,44730,'');
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
INSERT INTO payments VALUES('p1',1,'','2020-02-10',44730,'bank','17','accepted');
CREATE TABLE receipts (
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  month BIGINT NOT NULL,
  total BIGINT NOT NULL,
  issued_at BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  size BIGINT NOT NULL,
  source TEXT NOT NULL,
  pdf BLOB NOT NULL,
  PRIMARY KEY (account_id, month)
);
INSERT INTO receipts VALUES(1,24240,44730,1580515200,'0cb49c3cdd9fb00b8ab4ee8a8d7c3b7a3ce0f3a4b4a4b4fd0bfdb4f8c0b9a6e1',9,'drawn',x'255044462d312e370a');
INSERT INTO receipts VALUES(1,24241,44730,1583020800,'1cb49c3cdd9fb00b8ab4ee8a8d7c3b7a3ce0f3a4b4a4b4fd0bfdb4f8c0b9a6e1',9,'operator',x'255044462d312e340a');
CREATE TABLE schema (version BIGINT NOT NULL);
INSERT INTO schema VALUES(3);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX attempts_by_subject ON attempts (kind, subject, at);
CREATE INDEX attempts_by_time ON attempts (at);
CREATE INDEX letters_awaited ON letters (next_try_at, id) WHERE account_id IS NULL;
CREATE INDEX letters_about_receipts ON letters (next_try_at, id) WHERE account_id IS NOT NULL;
CREATE INDEX payments_by_account ON payments (account_id, date);
