-- SPDX-License-Identifier: GPL-3.0-or-later
-- Migration 3. A letter about a new receipt: subject and body are empty, for it is written and its receipt attached when it is sent.
ALTER TABLE letters ADD COLUMN user_id BIGINT REFERENCES users (id) ON DELETE CASCADE;
ALTER TABLE letters ADD COLUMN account_id BIGINT REFERENCES accounts (id);
ALTER TABLE letters ADD COLUMN month BIGINT;
-- An import puts out thousands at once, and a code that somebody waits for goes before them: two queues.
DROP INDEX letters_by_next_try;
CREATE INDEX letters_awaited ON letters (next_try_at, id) WHERE account_id IS NULL;
CREATE INDEX letters_about_receipts ON letters (next_try_at, id) WHERE account_id IS NOT NULL;
