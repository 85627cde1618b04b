/** Whom a message goes to, and which account and workspace it belongs to. */
type Envelope = { recipient: string; accountId?: string; workspaceId?: string }

/** What happened to an account, for the notice that tells its owner. */
export type SecurityEvent =
  | 'password_changed'
  | 'password_reset'
  | 'email_changed'
  | 'two_factor_enabled'
  | 'two_factor_disabled'
  | 'backup_codes_made'
  | 'backup_code_used'
  | 'passkey_added'
  | 'passkey_deleted'
  | 'account_deleted'

/** Every message that this app writes, with what its template needs. `link` is a path; it is erased once it was sent. */
export type NewMail = Envelope &
  (
    | { kind: 'verification'; name: string; link: string }
    | { kind: 'password_reset'; name: string; link: string }
    | { kind: 'email_change'; name: string; newEmail: string; link: string }
    | { kind: 'email_change_consent'; name: string; newEmail: string; link: string }
    | { kind: 'invitation'; inviter: string; workspace: string; role: string; link: string }
    | { kind: 'welcome'; name: string; link?: string }
    | { kind: 'account_exists'; name: string; link?: string }
    | { kind: 'security_notice'; name: string; event: SecurityEvent; link?: string }
  )
