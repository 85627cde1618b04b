CREATE TABLE `workspace_totals` (
	`workspace_id` text PRIMARY KEY NOT NULL,
	`members` integer DEFAULT 0 NOT NULL,
	`notes` integer DEFAULT 0 NOT NULL,
	`forms` integer DEFAULT 0 NOT NULL,
	`responses` integer DEFAULT 0 NOT NULL,
	`bytes` integer DEFAULT 0 NOT NULL,
	`active_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `organization`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `workspace_totals_members` ON `workspace_totals` (`members`,`workspace_id`);--> statement-breakpoint
CREATE INDEX `workspace_totals_bytes` ON `workspace_totals` (`bytes`,`workspace_id`);--> statement-breakpoint
CREATE INDEX `workspace_totals_active_at` ON `workspace_totals` (`active_at`,`workspace_id`);--> statement-breakpoint
CREATE INDEX `organization_by_created` ON `organization` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `organization_by_name` ON `organization` ("name" COLLATE NOCASE,`id`);
--> statement-breakpoint
INSERT INTO workspace_totals (workspace_id, members, notes, forms, responses, bytes, active_at)
SELECT id,
	(SELECT count(*) FROM member WHERE organization_id = organization.id),
	(SELECT count(*) FROM notes WHERE workspace_id = organization.id),
	(SELECT count(*) FROM forms WHERE workspace_id = organization.id),
	(SELECT count(*) FROM responses JOIN forms ON forms.seq = responses.form_seq WHERE forms.workspace_id = organization.id),
	(SELECT coalesce(sum(bytes), 0) FROM response_files JOIN responses ON responses.seq = response_files.response_seq
		JOIN forms ON forms.seq = responses.form_seq WHERE forms.workspace_id = organization.id)
	+ (SELECT coalesce(sum(bytes), 0) FROM form_pictures JOIN forms ON forms.seq = form_pictures.form_seq
		WHERE forms.workspace_id = organization.id),
	max(created_at,
		coalesce((SELECT max(updated_at) FROM notes WHERE workspace_id = organization.id), 0),
		coalesce((SELECT max(updated_at) FROM forms WHERE workspace_id = organization.id), 0),
		coalesce((SELECT max(responses.updated_at) FROM responses JOIN forms ON forms.seq = responses.form_seq
			WHERE forms.workspace_id = organization.id), 0))
FROM organization;
--> statement-breakpoint
CREATE TRIGGER `organization_totals` AFTER INSERT ON `organization`
BEGIN
	INSERT INTO workspace_totals (workspace_id, active_at) VALUES (new.id, new.created_at);
END;
--> statement-breakpoint
CREATE TRIGGER `member_totals_insert` AFTER INSERT ON `member`
BEGIN
	UPDATE workspace_totals SET members = members + 1 WHERE workspace_id = new.organization_id;
END;
--> statement-breakpoint
CREATE TRIGGER `member_totals_delete` AFTER DELETE ON `member`
BEGIN
	UPDATE workspace_totals SET members = members - 1 WHERE workspace_id = old.organization_id;
END;
--> statement-breakpoint
CREATE TRIGGER `notes_totals_insert` AFTER INSERT ON `notes`
BEGIN
	UPDATE workspace_totals SET notes = notes + 1, active_at = max(active_at, new.updated_at) WHERE workspace_id = new.workspace_id;
END;
--> statement-breakpoint
CREATE TRIGGER `notes_totals_update` AFTER UPDATE OF updated_at ON `notes`
BEGIN
	UPDATE workspace_totals SET active_at = new.updated_at WHERE workspace_id = new.workspace_id AND active_at < new.updated_at;
END;
--> statement-breakpoint
CREATE TRIGGER `notes_totals_delete` AFTER DELETE ON `notes`
BEGIN
	UPDATE workspace_totals SET notes = notes - 1 WHERE workspace_id = old.workspace_id;
END;
--> statement-breakpoint
CREATE TRIGGER `forms_totals_insert` AFTER INSERT ON `forms`
BEGIN
	UPDATE workspace_totals SET forms = forms + 1, active_at = max(active_at, new.updated_at) WHERE workspace_id = new.workspace_id;
END;
--> statement-breakpoint
CREATE TRIGGER `forms_totals_update` AFTER UPDATE OF updated_at ON `forms`
BEGIN
	UPDATE workspace_totals SET active_at = new.updated_at WHERE workspace_id = new.workspace_id AND active_at < new.updated_at;
END;
--> statement-breakpoint
-- What goes with a form, or a response, can no longer tell whose it was: it is taken off with the one it hangs on.
CREATE TRIGGER `forms_totals_delete` BEFORE DELETE ON `forms`
BEGIN
	UPDATE workspace_totals SET
		forms = forms - 1,
		responses = responses - (SELECT count(*) FROM responses WHERE form_seq = old.seq),
		bytes = bytes
			- (SELECT coalesce(sum(response_files.bytes), 0) FROM responses JOIN response_files ON response_files.response_seq = responses.seq
				WHERE responses.form_seq = old.seq)
			- (SELECT coalesce(sum(bytes), 0) FROM form_pictures WHERE form_seq = old.seq)
	WHERE workspace_id = old.workspace_id;
END;
--> statement-breakpoint
CREATE TRIGGER `responses_totals_insert` AFTER INSERT ON `responses`
BEGIN
	UPDATE workspace_totals SET responses = responses + 1, active_at = max(active_at, new.updated_at) WHERE workspace_id = (SELECT workspace_id FROM forms WHERE seq = new.form_seq);
END;
--> statement-breakpoint
CREATE TRIGGER `responses_totals_update` AFTER UPDATE OF updated_at ON `responses`
BEGIN
	UPDATE workspace_totals SET active_at = new.updated_at WHERE workspace_id = (SELECT workspace_id FROM forms WHERE seq = new.form_seq) AND active_at < new.updated_at;
END;
--> statement-breakpoint
CREATE TRIGGER `responses_totals_delete` BEFORE DELETE ON `responses`
BEGIN
	UPDATE workspace_totals SET responses = responses - 1, bytes = bytes - (SELECT coalesce(sum(bytes), 0) FROM response_files WHERE response_seq = old.seq) WHERE workspace_id = (SELECT workspace_id FROM forms WHERE seq = old.form_seq);
END;
--> statement-breakpoint
CREATE TRIGGER `response_files_totals_insert` AFTER INSERT ON `response_files` WHEN new.response_seq IS NOT NULL
BEGIN
	UPDATE workspace_totals SET bytes = bytes + new.bytes WHERE workspace_id = (SELECT forms.workspace_id FROM responses JOIN forms ON forms.seq = responses.form_seq WHERE responses.seq = new.response_seq);
END;
--> statement-breakpoint
CREATE TRIGGER `response_files_totals_update` AFTER UPDATE OF response_seq ON `response_files` WHEN old.response_seq IS NULL
BEGIN
	UPDATE workspace_totals SET bytes = bytes + new.bytes WHERE workspace_id = (SELECT forms.workspace_id FROM responses JOIN forms ON forms.seq = responses.form_seq WHERE responses.seq = new.response_seq);
END;
--> statement-breakpoint
CREATE TRIGGER `response_files_totals_delete` AFTER DELETE ON `response_files` WHEN old.response_seq IS NOT NULL
BEGIN
	UPDATE workspace_totals SET bytes = bytes - old.bytes WHERE workspace_id = (SELECT forms.workspace_id FROM responses JOIN forms ON forms.seq = responses.form_seq WHERE responses.seq = old.response_seq);
END;
--> statement-breakpoint
CREATE TRIGGER `form_pictures_totals_insert` AFTER INSERT ON `form_pictures`
BEGIN
	UPDATE workspace_totals SET bytes = bytes + new.bytes WHERE workspace_id = (SELECT workspace_id FROM forms WHERE seq = new.form_seq);
END;
--> statement-breakpoint
CREATE TRIGGER `form_pictures_totals_delete` AFTER DELETE ON `form_pictures`
BEGIN
	UPDATE workspace_totals SET bytes = bytes - old.bytes WHERE workspace_id = (SELECT workspace_id FROM forms WHERE seq = old.form_seq);
END;
