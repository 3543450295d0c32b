/** What an account may do, each including the ones before it. */
export const roles = ['viewer', 'operator', 'admin'] as const

export type Role = (typeof roles)[number]

/** Somebody who is signed in. */
export type Account = { username: string; role: Role }

/** Whether an account of this role may do what takes at least `least`. */
export const allows = (role: Role, least: Role): boolean => roles.indexOf(role) >= roles.indexOf(least)
