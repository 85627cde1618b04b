import type { InvitationItem, MemberItem } from '../workspaces.schema'

/** What is asked before a deed that hurts: by the dialog, and by the page where there is no script. */
export type Confirmation = { title: string; description: string; confirmLabel: string }

export function askToRemove({ name }: Pick<MemberItem, 'name'>): Confirmation {
  return {
    title: `Remove ${name}?`,
    description: `${name} sees nothing of this workspace any more. Their private notes here stay hidden, the shared ones stay.`,
    confirmLabel: 'Remove',
  }
}

export function askToLeave(workspace: string): Confirmation {
  return {
    title: `Leave ${workspace}?`,
    description: 'You see nothing of it any more. To come back, you need a new invitation.',
    confirmLabel: 'Leave',
  }
}

export function askToRevoke({ email }: Pick<InvitationItem, 'email'>): Confirmation {
  return {
    title: `Revoke the invitation of ${email}?`,
    description: 'Its links stop working at once. You can invite the same address again.',
    confirmLabel: 'Revoke',
  }
}

export function askToHandOver({ name }: Pick<MemberItem, 'name'>): Confirmation {
  return {
    title: `Hand the workspace over to ${name}?`,
    description: `${name} becomes an owner, and you an admin. Only an owner can undo this.`,
    confirmLabel: 'Hand over',
  }
}

export function askToMakeOwner({ name }: Pick<MemberItem, 'name'>, workspace: string): Confirmation {
  return {
    title: `Hand ${workspace} over to ${name}?`,
    description: `${name} becomes its only owner. Whoever was an owner until now stays as an admin, and is not told by mail.`,
    confirmLabel: 'Hand over',
  }
}
