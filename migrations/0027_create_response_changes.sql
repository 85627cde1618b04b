CREATE TABLE `response_changes` (
	`seq` integer PRIMARY KEY NOT NULL,
	`response_seq` integer NOT NULL,
	`actor_id` text,
	`what` text NOT NULL,
	`was` text,
	`became` text,
	`is_of_many` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`response_seq`) REFERENCES `responses`(`seq`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`actor_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE set null,
	CONSTRAINT "response_changes_what" CHECK("response_changes"."what" IN ('status', 'assignee', 'tag'))
);
--> statement-breakpoint
CREATE INDEX `response_changes_response_seq` ON `response_changes` (`response_seq`);--> statement-breakpoint
CREATE INDEX `response_changes_actor_id` ON `response_changes` (`actor_id`);