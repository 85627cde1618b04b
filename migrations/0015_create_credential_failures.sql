CREATE TABLE `credential_failures` (
	`key` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`last_at` integer NOT NULL,
	`open_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `credential_failures_last_at` ON `credential_failures` (`last_at`);