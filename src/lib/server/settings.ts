import { eq, sql } from 'drizzle-orm'
import { prepared, type Transaction } from './db'
import { settings } from './schema/settings'

/**
 * `auth_secret` signs cookies where the environment sets none; `public_url` is what the set-up page or an admin recorded;
 * `name`, `registration` and `announcement` (JSON) are what an admin chose, and `settings_version` counts their changes;
 * `setup_token` is the SHA-256 of the one-time link's token, and gone once there is an admin;
 * `jobs_held` says since when no job runs (ISO 8601), `copied_live_at` when a file was opened that was copied without its log,
 * `ready_at` when it was last found out that the file can be written,
 * `responses_digest_at` up to when the last digests told of responses, `refused_hosts` and `untrusted_proxies` what the
 * listener did not believe.
 */
export type SettingKey =
  | 'auth_secret'
  | 'public_url'
  | 'name'
  | 'registration'
  | 'announcement'
  | 'settings_version'
  | 'setup_token'
  | 'jobs_held'
  | 'copied_live_at'
  | 'ready_at'
  | 'responses_digest_at'
  | 'refused_hosts'
  | 'untrusted_proxies'

const selectSetting = prepared((db) =>
  db
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.key, sql.placeholder('key')))
    .prepare(),
)

export function findSetting(key: SettingKey): string | undefined {
  return selectSetting().get({ key })?.value
}

/** Writes a setting inside a caller's transaction. */
export function setSetting(tx: Transaction, key: SettingKey, value: string): void {
  tx.insert(settings)
    .values({ key, value })
    .onConflictDoUpdate({ target: settings.key, set: { value } })
    .run()
}

export function deleteSetting(tx: Transaction, key: SettingKey): void {
  tx.delete(settings).where(eq(settings.key, key)).run()
}
