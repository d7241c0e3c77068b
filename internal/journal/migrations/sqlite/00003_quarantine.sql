-- +goose Up
CREATE TABLE IF NOT EXISTS quarantine (
	position INTEGER PRIMARY KEY, -- of an event that is in the log and in no other table
	reason   TEXT    NOT NULL,
	at       INTEGER NOT NULL     -- Unix milliseconds
);
