-- +goose Up
CREATE TABLE events (
	position    BIGINT PRIMARY KEY,
	origin      TEXT   NOT NULL,
	incarnation BIGINT NOT NULL,
	seq         BIGINT NOT NULL,
	at          BIGINT NOT NULL, -- Unix milliseconds
	kind        TEXT   NOT NULL,
	subject     TEXT   NOT NULL,
	body        BYTEA  NOT NULL,
	hash        BYTEA  NOT NULL,
	UNIQUE (origin, incarnation, seq)
);
CREATE TABLE kept (key TEXT PRIMARY KEY, value BYTEA NOT NULL);
