-- SPDX-License-Identifier: GPL-3.0-or-later
-- Migration 2. The receipts that were shown once: source is 'drawn' (by the program, from the lines) or 'operator' (brought by an import).
-- pdf comes last, so that a list of receipts does not read through them.
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
