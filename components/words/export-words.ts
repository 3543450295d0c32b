import { allows, type Role } from '@/lib/accounts/role'

/** Why an account takes no copy of the record out of Andon; undefined: it may. */
export const whyNotExport = (role: Role): string | undefined =>
  allows(role, 'operator') ? undefined : 'Your account may look, but not export.'
