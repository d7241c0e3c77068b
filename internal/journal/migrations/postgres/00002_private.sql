-- +goose Up
ALTER TABLE events ADD COLUMN private BYTEA; -- what of the body tells of a person; NULL: nothing did, or it was forgotten
ALTER TABLE events ADD COLUMN digest  BYTEA; -- SHA-256 of private, which stays
CREATE INDEX events_private ON events (subject) WHERE private IS NOT NULL;
