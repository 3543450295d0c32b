import { outOfReach } from '@/lib/vsphere/vm'
import { faultSentence } from '@/lib/vsphere/wire-sentence'
import type { MissingProperty } from '../vsphere/update-set'

/**
 * Why a property was not told, as a sentence: the server's own reason first, with the privilege that it names; then what is the
 * matter with the object.
 * @param path of a property or of what holds it: servers name either.
 * @param state `runtime.connectionState`, of a VM.
 */
export function whyUnread(path: string, missing: readonly MissingProperty[], state?: string): string {
  const isAbout = (other: string) => other === path || path.startsWith(`${other}.`) || other.startsWith(`${path}.`)
  const found = missing.find((one) => isAbout(one.path))
  if (found?.fault.type === 'NoPermission') {
    const privilege = found.fault.needs?.[0]?.privilege
    return privilege === undefined
      ? 'The account that this connection uses may not read it.'
      : `The account that this connection uses may not read it: it lacks ${privilege}.`
  }
  // A fault that cannot be read says nothing.
  if (found && found.fault.type !== 'MethodFault') return faultSentence(found.fault)
  return (state === undefined ? undefined : outOfReach[state]) ?? 'The host does not say.'
}
