CREATE TABLE `audit_values` (
	`audit_id` text PRIMARY KEY NOT NULL,
	`address` text,
	`request_id` text,
	`actor` text,
	`subject` text,
	`details` text DEFAULT '{}' NOT NULL,
	FOREIGN KEY (`audit_id`) REFERENCES `audit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
DROP INDEX `audit_at`;--> statement-breakpoint
DROP INDEX `audit_subject_id`;--> statement-breakpoint
ALTER TABLE `audit` ADD `source` text DEFAULT 'web' NOT NULL;--> statement-breakpoint
CREATE INDEX `audit_actor_id` ON `audit` (`actor_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_action` ON `audit` (`action`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_at` ON `audit` (`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_subject_id` ON `audit` (`subject_id`,`at`,`id`);--> statement-breakpoint
-- What was written down before goes on to be told, without an address, which nobody kept.
INSERT INTO `audit_values` (`audit_id`, `details`, `actor`, `subject`)
SELECT
	entry.`id`,
	entry.`details`,
	(SELECT `name` FROM `user` WHERE `id` = entry.`actor_id`),
	(SELECT `name` FROM `user` WHERE `id` = entry.`subject_id` AND entry.`subject_id` IS NOT entry.`actor_id`)
FROM `audit` AS entry;
