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

/** What answering takes; on the VM. */
export const answerPrivilege = 'VirtualMachine.Interact.AnswerQuestion'
/** What cancelling a task takes that somebody else began; on what the task is about. */
export const cancelPrivilege = 'Global.CancelTask'

/** @param at what people call the connection. @param on what people call the object, where it is another than one thinks of. */
export const lacksSentence = (privilege: string, at?: string, on?: string): string =>
  `Andon’s account${at === undefined ? '' : ` at ${at}`} lacks ${privilege}${on === undefined ? '' : ` on ${on}`}.`
