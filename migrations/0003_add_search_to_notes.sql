-- Full-text search over the notes. The index keeps no text of its own: it reads the view, which hands it the
-- spaced-out text of a script without spaces where there is one. The triggers keep it in step with every write.
CREATE VIEW `notes_search` AS
	SELECT `seq`, coalesce(`search_title`, `title`) AS `title`, coalesce(`search_body`, `body`) AS `body` FROM `notes`;
--> statement-breakpoint
CREATE VIRTUAL TABLE `notes_fts` USING fts5(
	`title`, `body`,
	content='notes_search', content_rowid='seq',
	tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'",
	prefix='2 3'
);
--> statement-breakpoint
CREATE TRIGGER `notes_fts_insert` AFTER INSERT ON `notes` BEGIN
	INSERT INTO `notes_fts`(`rowid`, `title`, `body`)
		VALUES (new.`seq`, coalesce(new.`search_title`, new.`title`), coalesce(new.`search_body`, new.`body`));
END;
--> statement-breakpoint
CREATE TRIGGER `notes_fts_delete` AFTER DELETE ON `notes` BEGIN
	INSERT INTO `notes_fts`(`notes_fts`, `rowid`, `title`, `body`)
		VALUES ('delete', old.`seq`, coalesce(old.`search_title`, old.`title`), coalesce(old.`search_body`, old.`body`));
END;
--> statement-breakpoint
CREATE TRIGGER `notes_fts_update` AFTER UPDATE OF `title`, `body`, `search_title`, `search_body` ON `notes` BEGIN
	INSERT INTO `notes_fts`(`notes_fts`, `rowid`, `title`, `body`)
		VALUES ('delete', old.`seq`, coalesce(old.`search_title`, old.`title`), coalesce(old.`search_body`, old.`body`));
	INSERT INTO `notes_fts`(`rowid`, `title`, `body`)
		VALUES (new.`seq`, coalesce(new.`search_title`, new.`title`), coalesce(new.`search_body`, new.`body`));
END;
