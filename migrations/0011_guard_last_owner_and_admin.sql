-- Whoever writes these tables, a workspace keeps an owner and the instance an admin who is not banned. A workspace that is
-- being deleted takes its members with it: its own row is gone by then, so the first two let them go.
CREATE TRIGGER `member_keep_owner_on_delete` BEFORE DELETE ON `member`
WHEN old.`role` = 'owner'
	AND EXISTS (SELECT 1 FROM `organization` WHERE `id` = old.`organization_id`)
	AND NOT EXISTS (
		SELECT 1 FROM `member` WHERE `organization_id` = old.`organization_id` AND `role` = 'owner' AND `id` <> old.`id`
	)
BEGIN
	SELECT RAISE(ABORT, 'last owner');
END;
--> statement-breakpoint
CREATE TRIGGER `member_keep_owner_on_update` BEFORE UPDATE OF `role`, `organization_id`, `user_id` ON `member`
WHEN old.`role` = 'owner'
	AND (new.`role` <> 'owner' OR new.`organization_id` <> old.`organization_id`)
	AND NOT EXISTS (
		SELECT 1 FROM `member` WHERE `organization_id` = old.`organization_id` AND `role` = 'owner' AND `id` <> old.`id`
	)
BEGIN
	SELECT RAISE(ABORT, 'last owner');
END;
--> statement-breakpoint
CREATE TRIGGER `user_keep_admin_on_delete` BEFORE DELETE ON `user`
WHEN old.`role` = 'admin' AND NOT coalesce(old.`banned`, 0)
	AND NOT EXISTS (
		SELECT 1 FROM `user` WHERE `role` = 'admin' AND NOT coalesce(`banned`, 0) AND `id` <> old.`id`
	)
BEGIN
	SELECT RAISE(ABORT, 'last admin');
END;
--> statement-breakpoint
CREATE TRIGGER `user_keep_admin_on_update` BEFORE UPDATE OF `role`, `banned` ON `user`
WHEN old.`role` = 'admin' AND NOT coalesce(old.`banned`, 0)
	AND (new.`role` IS NOT 'admin' OR coalesce(new.`banned`, 0))
	AND NOT EXISTS (
		SELECT 1 FROM `user` WHERE `role` = 'admin' AND NOT coalesce(`banned`, 0) AND `id` <> old.`id`
	)
BEGIN
	SELECT RAISE(ABORT, 'last admin');
END;
