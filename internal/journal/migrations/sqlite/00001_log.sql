-- +goose Up
CREATE TABLE IF NOT EXISTS events (
	position    INTEGER PRIMARY KEY,
	origin      TEXT    NOT NULL,
	incarnation INTEGER NOT NULL,
	seq         INTEGER NOT NULL,
	at          INTEGER NOT NULL, -- Unix milliseconds
	kind        TEXT    NOT NULL,
	subject     TEXT    NOT NULL,
	body        BLOB    NOT NULL,
	hash        BLOB    NOT NULL,
	UNIQUE (origin, incarnation, seq)
);
CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value BLOB NOT NULL);
