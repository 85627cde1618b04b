-- Whoever writes these tables, what was done stays written down. What it says of people may be deleted when one of them asks,
-- and not be changed.
CREATE TRIGGER `audit_keep_on_update` BEFORE UPDATE ON `audit`
BEGIN
	SELECT RAISE(ABORT, 'append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_keep_on_delete` BEFORE DELETE ON `audit`
BEGIN
	SELECT RAISE(ABORT, 'append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_values_keep_on_update` BEFORE UPDATE ON `audit_values`
BEGIN
	SELECT RAISE(ABORT, 'append-only');
END;
