import { LogOut } from '@lucide/vue'
import { buttonVariants } from '@/components/ui/button-variants'
import { iconMarkup } from '@/components/ui/icon-markup'
import { initialsOf } from '@/components/ui/initials'
import type { Actor } from '@/lib/actor'
import { markup, type Markup } from '@/lib/markup'

const linkClasses =
  'flex min-h-11 min-w-0 flex-1 items-center gap-2.5 rounded-md px-2 hover:bg-accent aria-[current]:bg-accent'
const avatarClasses =
  'inline-flex size-7 shrink-0 items-center justify-center overflow-hidden rounded-full bg-secondary text-xs font-medium text-secondary-foreground select-none'
const buttonClasses = buttonVariants({ variant: 'ghost', size: 'icon' })

/** Who is signed in, with the ways to the settings and out: drawn once a page, for sidebar and menu. */
export async function renderAccount({ name, email, picture }: Actor, pathname: string): Promise<Markup> {
  const isHere = pathname === '/settings' || pathname.startsWith('/settings/')
  const image = picture
    ? markup`<img src="${picture}" alt="" class="size-full object-cover">`
    : initialsOf(name)
  return markup`<div class="flex items-center gap-1"><a href="/settings"${isHere && markup` aria-current="page"`} title="${name}, ${email}" class="${linkClasses}"><span data-slot="avatar" aria-hidden="true" class="${avatarClasses}">${image}</span><span class="grid min-w-0 flex-1 leading-tight"><span class="truncate text-sm font-medium">${name}</span><span class="truncate text-xs text-muted-foreground">Settings</span></span></a><form method="post" action="/logout"><button type="submit" aria-label="Sign out" title="Sign out" data-slot="button" class="${buttonClasses}">${await iconMarkup(LogOut)}</button></form></div>`
}
