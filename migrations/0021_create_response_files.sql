CREATE TABLE `file_chunks` (
	`file_id` text NOT NULL,
	`position` integer NOT NULL,
	`data` blob NOT NULL,
	PRIMARY KEY(`file_id`, `position`),
	FOREIGN KEY (`file_id`) REFERENCES `response_files`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `response_files` (
	`id` text PRIMARY KEY NOT NULL,
	`response_seq` integer NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	FOREIGN KEY (`response_seq`) REFERENCES `responses`(`seq`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "response_files_bytes" CHECK("response_files"."bytes" > 0)
);
--> statement-breakpoint
CREATE INDEX `response_files_response_seq` ON `response_files` (`response_seq`);--> statement-breakpoint
CREATE INDEX `form_days_day` ON `form_days` (`day`,`counter`);