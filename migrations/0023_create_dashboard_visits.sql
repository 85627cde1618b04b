CREATE TABLE `dashboard_visits` (
	`account_id` text NOT NULL,
	`workspace_id` text NOT NULL,
	`since_at` integer,
	`visited_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `workspace_id`),
	FOREIGN KEY (`account_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`workspace_id`) REFERENCES `organization`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `dashboard_visits_workspace_id` ON `dashboard_visits` (`workspace_id`);--> statement-breakpoint
CREATE TABLE `workspace_changes` (
	`workspace_id` text PRIMARY KEY NOT NULL,
	`count` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `organization`(`id`) ON UPDATE no action ON DELETE cascade
);
