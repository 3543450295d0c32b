import { neededPrivileges } from './privileges'

/**
 * What the account of a connection may do. The server tells which roles it holds on each object (`effectiveRole`) and what
 * each role allows (`roleList`), on a host as on a vCenter.
 */
export type AccountRights = {
  /** By role id, which of `neededPrivileges` the role does not hold. Only roles that some VM or datastore names. */
  lacks: Readonly<Record<string, readonly string[]>>
  vms: {
    /** VMs for which it is known what the account may do with them. */
    known: number
    /** Of these, on how many each privilege is missing; one that is missing nowhere is left out. */
    missing: Readonly<Record<string, number>>
  }
}

/**
 * The privileges that an account is known not to have on an object. Several roles give what any of them gives.
 * @param roles its `effectiveRole`. @returns undefined when it is not known.
 */
export function missingPrivileges(
  roles: readonly number[] | undefined,
  rights: Pick<AccountRights, 'lacks'> | undefined,
): readonly string[] | undefined {
  const [first, ...others] = (roles ?? []).map((role) => rights?.lacks[role])
  if (first === undefined || others.includes(undefined)) return undefined
  return others.length === 0 ? first : first.filter((privilege) => others.every((lacks) => lacks?.includes(privilege)))
}

/** @param at what people call the connection. @param on what people call the object, where it is another than one thinks of. */
export const lacksSentence = (privilege: string, at?: string, on?: string): string =>
  `Andon’s account${at === undefined ? '' : ` at ${at}`} lacks ${privilege}${on === undefined ? '' : ` on ${on}`}.`

const operating = neededPrivileges
  .filter(
    ({ on, privilege, onlyVCenter }) =>
      on === 'VirtualMachine' && !onlyVCenter && privilege !== 'System.Read' && privilege !== 'Global.CancelTask',
  )
  .map(({ privilege }) => privilege)
const answering = 'VirtualMachine.Interact.AnswerQuestion'

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
  if (everywhere.length === operating.length - 1 && missing[answering] === undefined) return { may: 'answer' }
  const some = neededPrivileges.flatMap(({ what, privilege, on, onlyVCenter }) => {
    const count = on === 'VirtualMachine' && !onlyVCenter ? missing[privilege] : undefined
    return count === undefined ? [] : [{ what, privilege, vms: count }]
  })
  return some.length === 0 ? { may: 'all' } : { may: 'some', missing: some }
}
