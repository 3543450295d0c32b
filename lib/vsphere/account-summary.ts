import { neededPrivileges } from './privileges'
import { answerPrivilege, cancelPrivilege, type AccountRights } from './rights'

const operating = neededPrivileges
  .filter(
    ({ on, privilege, onlyVCenter }) =>
      on === 'VirtualMachine' && !onlyVCenter && privilege !== 'System.Read' && privilege !== cancelPrivilege,
  )
  .map(({ privilege }) => privilege)

export type AccountSummary =
  /** Nothing that Andon does to VMs is missing anywhere. */
  | { may: 'all' }
  /** Neither operate nor answer, on any VM. */
  | { may: 'look' }
  /** Answer questions, and nothing else. */
  | { may: 'answer' }
  /** `missing`: what people call it, and on how many VMs. */
  | { may: 'some'; missing: { what: string; privilege: string; vms: number }[] }

/** In a few words what the account may do with the VMs; undefined while that is not known of any. */
export function accountSummary({ vms }: AccountRights): AccountSummary | undefined {
  const { known, missing } = vms
  if (known === 0) return undefined
  const everywhere = operating.filter((privilege) => missing[privilege] === known)
  if (everywhere.length === operating.length) return { may: 'look' }
  if (everywhere.length === operating.length - 1 && missing[answerPrivilege] === undefined) return { may: 'answer' }
  const some = neededPrivileges.flatMap(({ what, privilege, on, onlyVCenter }) => {
    const count = on === 'VirtualMachine' && !onlyVCenter ? missing[privilege] : undefined
    return count === undefined ? [] : [{ what, privilege, vms: count }]
  })
  return some.length === 0 ? { may: 'all' } : { may: 'some', missing: some }
}
