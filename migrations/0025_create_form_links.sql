CREATE TABLE `form_links` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`form_seq` integer NOT NULL,
	`label` text DEFAULT '' NOT NULL,
	`email` text,
	`token_hash` text NOT NULL,
	`author_id` text,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	`used_at` integer,
	`response_id` text,
	FOREIGN KEY (`form_seq`) REFERENCES `forms`(`seq`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`author_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`response_id`) REFERENCES `responses`(`id`) ON UPDATE no action ON DELETE set null,
	CONSTRAINT "form_links_used" CHECK("form_links"."response_id" IS NULL OR "form_links"."used_at" IS NOT NULL),
	CONSTRAINT "form_links_once" CHECK("form_links"."used_at" IS NULL OR "form_links"."revoked_at" IS NULL)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `form_links_id_unique` ON `form_links` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `form_links_token_hash_unique` ON `form_links` (`token_hash`);--> statement-breakpoint
CREATE INDEX `form_links_form_seq` ON `form_links` (`form_seq`,`seq`);--> statement-breakpoint
CREATE INDEX `form_links_author_id` ON `form_links` (`author_id`);--> statement-breakpoint
CREATE INDEX `form_links_response_id` ON `form_links` (`response_id`);