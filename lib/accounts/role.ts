/** What an account may do, each including the ones before it. */
export const roles = ['viewer', 'operator', 'admin'] as const

export type Role = (typeof roles)[number]

/** Whether an account of this role may do what takes at least `least`. */
export const allows = (role: Role, least: Role): boolean => roles.indexOf(role) >= roles.indexOf(least)
