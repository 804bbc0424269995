-- People who asked that what they wrote is deleted.
ALTER TABLE person ADD COLUMN erased_at @instant;
