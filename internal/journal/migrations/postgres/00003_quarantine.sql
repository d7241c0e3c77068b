-- +goose Up
CREATE TABLE quarantine (
	position BIGINT PRIMARY KEY, -- of an event that is in the log and in no other table
	reason   TEXT   NOT NULL,
	at       BIGINT NOT NULL     -- Unix milliseconds
);
