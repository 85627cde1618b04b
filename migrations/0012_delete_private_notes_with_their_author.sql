-- A private note is its author's alone, so it goes with the account; a shared one stays, without an author.
CREATE TRIGGER `notes_private_go_with_author` BEFORE DELETE ON `user` BEGIN
	DELETE FROM `notes` WHERE `author_id` = old.`id` AND `visibility` = 'private';
END;
