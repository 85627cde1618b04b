CREATE TABLE `backups` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`origin` text NOT NULL,
	`account_id` text,
	`path` text NOT NULL,
	`progress` real DEFAULT 0 NOT NULL,
	`bytes` integer,
	`sha256` text,
	`schema_version` text,
	`rows` integer,
	`reason` text,
	`started_at` integer NOT NULL,
	`heard_at` integer NOT NULL,
	`finished_at` integer,
	CONSTRAINT "backups_verified" CHECK("backups"."state" <> 'verified' OR "backups"."sha256" IS NOT NULL),
	CONSTRAINT "backups_failed" CHECK("backups"."state" <> 'failed' OR "backups"."reason" IS NOT NULL)
);
--> statement-breakpoint
CREATE INDEX `backups_started_at` ON `backups` (`started_at`);