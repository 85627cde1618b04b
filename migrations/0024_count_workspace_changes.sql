-- Whoever writes what the charts of a workspace are drawn from, in the server, a command or a job, makes the number another.
CREATE TRIGGER `organization_counts_changes` AFTER INSERT ON `organization`
BEGIN
	INSERT INTO workspace_changes (workspace_id) VALUES (new.id);
END;
--> statement-breakpoint
INSERT INTO workspace_changes (workspace_id) SELECT id FROM organization;
--> statement-breakpoint
CREATE TRIGGER `notes_count_insert` AFTER INSERT ON `notes`
BEGIN
	UPDATE workspace_changes SET count = count + 1 WHERE workspace_id = new.workspace_id;
END;
--> statement-breakpoint
CREATE TRIGGER `notes_count_update` AFTER UPDATE OF workspace_id, visibility, archived_at, trashed_at, created_at, updated_at ON `notes`
BEGIN
	UPDATE workspace_changes SET count = count + 1 WHERE workspace_id = new.workspace_id;
END;
--> statement-breakpoint
CREATE TRIGGER `notes_count_delete` AFTER DELETE ON `notes`
BEGIN
	UPDATE workspace_changes SET count = count + 1 WHERE workspace_id = old.workspace_id;
END;
--> statement-breakpoint
CREATE TRIGGER `forms_count_insert` AFTER INSERT ON `forms`
BEGIN
	UPDATE workspace_changes SET count = count + 1 WHERE workspace_id = new.workspace_id;
END;
--> statement-breakpoint
CREATE TRIGGER `forms_count_update` AFTER UPDATE OF title, state, settings, trashed_at, published_version ON `forms`
BEGIN
	UPDATE workspace_changes SET count = count + 1 WHERE workspace_id = new.workspace_id;
END;
--> statement-breakpoint
CREATE TRIGGER `forms_count_delete` AFTER DELETE ON `forms`
BEGIN
	UPDATE workspace_changes SET count = count + 1 WHERE workspace_id = old.workspace_id;
END;
--> statement-breakpoint
CREATE TRIGGER `responses_count_insert` AFTER INSERT ON `responses`
BEGIN
	UPDATE workspace_changes SET count = count + 1 WHERE workspace_id = (SELECT workspace_id FROM forms WHERE seq = new.form_seq);
END;
--> statement-breakpoint
CREATE TRIGGER `responses_count_update` AFTER UPDATE OF status, quarantined_at, submitted_at ON `responses`
BEGIN
	UPDATE workspace_changes SET count = count + 1 WHERE workspace_id = (SELECT workspace_id FROM forms WHERE seq = new.form_seq);
END;
--> statement-breakpoint
CREATE TRIGGER `responses_count_delete` AFTER DELETE ON `responses`
BEGIN
	UPDATE workspace_changes SET count = count + 1 WHERE workspace_id = (SELECT workspace_id FROM forms WHERE seq = old.form_seq);
END;
