import type { Role } from '@/lib/accounts/role'

/** What a role is called, and what it may. */
export const roleWords: Readonly<Record<Role, { word: string; may: string }>> = {
  viewer: { word: 'Viewer', may: 'Reads, and changes nothing.' },
  operator: { word: 'Operator', may: 'Also starts tasks, answers questions and sets auto-answer.' },
  admin: { word: 'Admin', may: 'Also changes connections, accounts and displays.' },
}
