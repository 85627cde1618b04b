CREATE TABLE `form_pictures` (
	`id` text PRIMARY KEY NOT NULL,
	`form_seq` integer NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`unused_at` integer,
	FOREIGN KEY (`form_seq`) REFERENCES `forms`(`seq`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "form_pictures_type" CHECK("form_pictures"."type" IN ('image/png', 'image/jpeg', 'image/gif', 'image/webp')),
	CONSTRAINT "form_pictures_sizes" CHECK("form_pictures"."bytes" > 0 AND "form_pictures"."width" > 0 AND "form_pictures"."height" > 0)
);
--> statement-breakpoint
CREATE INDEX `form_pictures_unused_at` ON `form_pictures` (`unused_at`) WHERE unused_at IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `form_pictures_hash` ON `form_pictures` (`form_seq`,`hash`);--> statement-breakpoint
CREATE TABLE `picture_chunks` (
	`picture_id` text NOT NULL,
	`position` integer NOT NULL,
	`data` blob NOT NULL,
	PRIMARY KEY(`picture_id`, `position`),
	FOREIGN KEY (`picture_id`) REFERENCES `form_pictures`(`id`) ON UPDATE no action ON DELETE cascade
);
