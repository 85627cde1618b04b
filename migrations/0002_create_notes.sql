CREATE TABLE `note_tags` (
	`note_seq` integer NOT NULL,
	`tag` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`note_seq`, `tag`),
	FOREIGN KEY (`note_seq`) REFERENCES `notes`(`seq`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `note_tags_tag` ON `note_tags` (`tag`);--> statement-breakpoint
CREATE TABLE `notes` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`workspace_id` text NOT NULL,
	`author_id` text,
	`visibility` text NOT NULL,
	`title` text NOT NULL,
	`sort_title` text NOT NULL,
	`excerpt` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`pinned_at` integer,
	`archived_at` integer,
	`trashed_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`view` text GENERATED ALWAYS AS (CASE WHEN trashed_at IS NOT NULL THEN 'trash' WHEN archived_at IS NOT NULL THEN 'archived' ELSE 'active' END) VIRTUAL NOT NULL,
	`pinned` integer GENERATED ALWAYS AS (pinned_at IS NOT NULL) VIRTUAL NOT NULL,
	`search_title` text,
	`search_body` text,
	`body` text NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `organization`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`author_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE set null,
	CONSTRAINT "notes_visibility" CHECK("notes"."visibility" IN ('private', 'workspace')),
	CONSTRAINT "notes_private_has_author" CHECK("notes"."visibility" = 'workspace' OR "notes"."author_id" IS NOT NULL),
	CONSTRAINT "notes_version" CHECK("notes"."version" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notes_id_unique` ON `notes` (`id`);--> statement-breakpoint
CREATE INDEX `notes_by_updated` ON `notes` (`workspace_id`,`view`,`pinned`,`updated_at`,`seq`);--> statement-breakpoint
CREATE INDEX `notes_by_created` ON `notes` (`workspace_id`,`view`,`pinned`,`created_at`,`seq`);--> statement-breakpoint
CREATE INDEX `notes_by_title` ON `notes` (`workspace_id`,`view`,`pinned`,`sort_title`,`seq`);--> statement-breakpoint
CREATE INDEX `notes_author_id` ON `notes` (`author_id`);