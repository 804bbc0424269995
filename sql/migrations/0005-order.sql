-- A set's people in the order in which every page lists them: rows with sealed words need no sorting.
CREATE INDEX member_in_order ON member (set_id, role, seat, id);
