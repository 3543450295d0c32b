/** What an account may do. Each includes the one before it. */
export type Role = 'viewer' | 'operator' | 'admin'

const rank: Record<Role, number> = { viewer: 0, operator: 1, admin: 2 }

export const allows = (role: Role, needed: Role): boolean => rank[role] >= rank[needed]
