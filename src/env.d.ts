/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    /** Made by the listener, or by the middleware where there is none (development). */
    requestId: string
    /** The origin by which this request came, before it was put on the public one; only ever shown, never trusted. */
    openedAt: string
    /** The address of the client: asked of the socket only when somebody wants to know. */
    clientAddress: () => string
    /** True when this machine itself asked, and nobody forwarded it: no proxy stands between. */
    isFromHere: () => boolean
    /** The pattern of the route that was asked for, such as `/notes/[id]`. */
    route: string
    /** Who is signed in, with the workspace that is active in the session; null for a visitor. */
    actor: import('@/lib/actor').Actor | null
    /** For whom dates and numbers are written in the answer. */
    reader: () => import('@/lib/reader').Reader
    /** What whoever runs the instance must know, for a page of theirs; nothing for everybody else. */
    notices: () => Promise<import('@/lib/notice').Notice[]>
    /** What people call this instance. */
    instanceName: () => string
    /** What the admins tell everybody at the moment, unless this browser has put it away; `isVisitor` for the sign-in page. */
    announcement: (isVisitor: boolean) => import('@/lib/announcement').ShownAnnouncement | null
    /** How the app looks in this browser; as usual on pages for visitors alone. */
    appearance: () => import('@/lib/appearance').Appearance
    /** What the route said of who may call it; undefined until it has. */
    access: import('@/lib/server/http/access').Access | undefined
    /** What the answer may load and do, where that is not what its kind of answer usually may. */
    policy: import('@/lib/server/csp').Policy | undefined
    /** What the error page shows; set by the middleware's first part alone. */
    failure: import('@/lib/server/errors').Failure | undefined
  }
}

/** The client files and migrations that build.ts packs beside the server bundle. */
declare module '#embedded' {
  export const embedded: import('@/lib/server/embedded').Embedded
}
