CREATE INDEX `user_by_created` ON `user` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `user_by_name` ON `user` ("name" COLLATE NOCASE,`id`);--> statement-breakpoint
CREATE INDEX `user_admins_by_created` ON `user` (`created_at`,`id`) WHERE role = 'admin';--> statement-breakpoint
CREATE INDEX `user_admins_by_name` ON `user` ("name" COLLATE NOCASE,`id`) WHERE role = 'admin';--> statement-breakpoint
CREATE INDEX `user_banned_by_created` ON `user` (`created_at`,`id`) WHERE banned = 1;--> statement-breakpoint
CREATE INDEX `user_banned_by_name` ON `user` ("name" COLLATE NOCASE,`id`) WHERE banned = 1;--> statement-breakpoint
CREATE INDEX `user_unconfirmed_by_created` ON `user` (`created_at`,`id`) WHERE email_verified = 0;--> statement-breakpoint
CREATE INDEX `user_unconfirmed_by_name` ON `user` ("name" COLLATE NOCASE,`id`) WHERE email_verified = 0;--> statement-breakpoint
CREATE INDEX `user_two_factor_by_created` ON `user` (`created_at`,`id`) WHERE two_factor_enabled = 1;--> statement-breakpoint
CREATE INDEX `user_two_factor_by_name` ON `user` ("name" COLLATE NOCASE,`id`) WHERE two_factor_enabled = 1;