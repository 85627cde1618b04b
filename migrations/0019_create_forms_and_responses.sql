CREATE TABLE `response_comments` (
	`id` text PRIMARY KEY NOT NULL,
	`response_seq` integer NOT NULL,
	`author_id` text,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`response_seq`) REFERENCES `responses`(`seq`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`author_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `response_comments_response_seq` ON `response_comments` (`response_seq`);--> statement-breakpoint
CREATE INDEX `response_comments_author_id` ON `response_comments` (`author_id`);--> statement-breakpoint
CREATE TABLE `response_edits` (
	`id` text PRIMARY KEY NOT NULL,
	`response_seq` integer NOT NULL,
	`editor_id` text,
	`reason` text NOT NULL,
	`before` text NOT NULL,
	`after` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`response_seq`) REFERENCES `responses`(`seq`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`editor_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `response_edits_response_seq` ON `response_edits` (`response_seq`);--> statement-breakpoint
CREATE INDEX `response_edits_editor_id` ON `response_edits` (`editor_id`);--> statement-breakpoint
CREATE TABLE `response_tags` (
	`response_seq` integer NOT NULL,
	`tag` text NOT NULL,
	PRIMARY KEY(`response_seq`, `tag`),
	FOREIGN KEY (`response_seq`) REFERENCES `responses`(`seq`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `responses` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`form_seq` integer NOT NULL,
	`version_number` integer NOT NULL,
	`status` text DEFAULT 'new' NOT NULL,
	`quarantined_at` integer,
	`quarantine_reason` text,
	`answers` text NOT NULL,
	`search_text` text DEFAULT '' NOT NULL,
	`respondent_email` text,
	`address` text,
	`idempotency_key` text NOT NULL,
	`assignee_id` text,
	`version` integer DEFAULT 1 NOT NULL,
	`started_at` integer,
	`submitted_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`form_seq`) REFERENCES `forms`(`seq`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`assignee_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE set null,
	CONSTRAINT "responses_status" CHECK("responses"."status" IN ('new', 'in_work', 'done', 'spam')),
	CONSTRAINT "responses_version" CHECK("responses"."version" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `responses_id_unique` ON `responses` (`id`);--> statement-breakpoint
CREATE INDEX `responses_by_time` ON `responses` (`form_seq`,`submitted_at`,`seq`) WHERE quarantined_at IS NULL AND status <> 'spam';--> statement-breakpoint
CREATE INDEX `responses_by_status` ON `responses` (`form_seq`,`status`,`submitted_at`,`seq`) WHERE quarantined_at IS NULL;--> statement-breakpoint
CREATE INDEX `responses_in_quarantine` ON `responses` (`form_seq`,`submitted_at`,`seq`) WHERE quarantined_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `responses_assignee_id` ON `responses` (`assignee_id`) WHERE assignee_id IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `responses_idempotency_key` ON `responses` (`form_seq`,`idempotency_key`);--> statement-breakpoint
CREATE TABLE `form_days` (
	`form_seq` integer NOT NULL,
	`day` text NOT NULL,
	`counter` text NOT NULL,
	`count` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`form_seq`, `day`, `counter`),
	FOREIGN KEY (`form_seq`) REFERENCES `forms`(`seq`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `form_versions` (
	`form_seq` integer NOT NULL,
	`number` integer NOT NULL,
	`definition` text NOT NULL,
	`published_at` integer NOT NULL,
	`published_by` text,
	PRIMARY KEY(`form_seq`, `number`),
	FOREIGN KEY (`form_seq`) REFERENCES `forms`(`seq`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`published_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE TABLE `forms` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`workspace_id` text NOT NULL,
	`author_id` text,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`state` text DEFAULT 'draft' NOT NULL,
	`draft` text NOT NULL,
	`draft_version` integer DEFAULT 1 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`settings` text NOT NULL,
	`published_version` integer,
	`results_key` text,
	`trashed_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `organization`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`author_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE set null,
	CONSTRAINT "forms_state" CHECK("forms"."state" IN ('draft', 'open', 'closed')),
	CONSTRAINT "forms_published" CHECK("forms"."state" <> 'open' OR "forms"."published_version" IS NOT NULL),
	CONSTRAINT "forms_versions" CHECK("forms"."version" > 0 AND "forms"."draft_version" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `forms_id_unique` ON `forms` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `forms_slug_unique` ON `forms` (`slug`);--> statement-breakpoint
CREATE UNIQUE INDEX `forms_results_key_unique` ON `forms` (`results_key`);--> statement-breakpoint
CREATE INDEX `forms_by_updated` ON `forms` (`workspace_id`,`updated_at`,`seq`);--> statement-breakpoint
CREATE INDEX `forms_author_id` ON `forms` (`author_id`);--> statement-breakpoint
-- Full-text search over the answers. The index keeps no text of its own: it reads `search_text`.
CREATE VIRTUAL TABLE `responses_fts` USING fts5(
	`search_text`,
	content='responses', content_rowid='seq',
	tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'",
	prefix='2 3'
);
--> statement-breakpoint
CREATE TRIGGER `responses_fts_insert` AFTER INSERT ON `responses` BEGIN
	INSERT INTO `responses_fts`(`rowid`, `search_text`) VALUES (new.`seq`, new.`search_text`);
END;
--> statement-breakpoint
CREATE TRIGGER `responses_fts_delete` AFTER DELETE ON `responses` BEGIN
	INSERT INTO `responses_fts`(`responses_fts`, `rowid`, `search_text`) VALUES ('delete', old.`seq`, old.`search_text`);
END;
--> statement-breakpoint
CREATE TRIGGER `responses_fts_update` AFTER UPDATE OF `search_text` ON `responses` BEGIN
	INSERT INTO `responses_fts`(`responses_fts`, `rowid`, `search_text`) VALUES ('delete', old.`seq`, old.`search_text`);
	INSERT INTO `responses_fts`(`rowid`, `search_text`) VALUES (new.`seq`, new.`search_text`);
END;
