CREATE TABLE `__new_response_files` (
	`id` text PRIMARY KEY NOT NULL,
	`response_seq` integer,
	`held_since` integer,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	FOREIGN KEY (`response_seq`) REFERENCES `responses`(`seq`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "response_files_bytes" CHECK("__new_response_files"."bytes" > 0),
	CONSTRAINT "response_files_held" CHECK(("__new_response_files"."response_seq" IS NULL) = ("__new_response_files"."held_since" IS NOT NULL))
);
--> statement-breakpoint
INSERT INTO `__new_response_files`("id", "response_seq", "held_since", "name", "type", "bytes") SELECT "id", "response_seq", NULL, "name", "type", "bytes" FROM `response_files`;--> statement-breakpoint
DROP TABLE `response_files`;--> statement-breakpoint
ALTER TABLE `__new_response_files` RENAME TO `response_files`;--> statement-breakpoint
CREATE INDEX `response_files_response_seq` ON `response_files` (`response_seq`);