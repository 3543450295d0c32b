import type { DefineReport } from '@/lib/files/define-vm'
import { guestKey } from '@/lib/vmx/against-config'
import type { VmxGeneral } from '@/lib/vmx/general'
import { valueOr } from '@/lib/vmx/value-reader'
import type { MoRef } from '@/lib/vsphere/ids'
import { known, notKnown } from '@/lib/vsphere/known'
import { toConsoleError } from '../errors/console-error'
import type { EndpointAccess } from '../inventory/access'
import { isFault } from '../vsphere/fault'
import { asObject, asRef, asText, readPart, refValue } from '../vsphere/wire-value'

/** Whether a host has the virtual hardware of a VMX, and runs its guest on it. Never rejects. */
export async function hostKnows(
  access: EndpointAccess,
  host: MoRef,
  { hardwareVersion, guestOs }: Pick<VmxGeneral, 'hardwareVersion' | 'guestOs'>,
): Promise<Pick<DefineReport, 'hardwareKnown' | 'guestKnown'>> {
  const version = valueOr(hardwareVersion, undefined)
  const guest = valueOr(guestOs, undefined)
  try {
    const compute = asRef((await access.read(host, ['parent'])).get('parent'))
    const browser = compute && asRef((await access.read(compute, ['environmentBrowser'])).get('environmentBrowser'))
    if (!browser || version === undefined) return neither('The host does not say what it can run.')
    const option = asObject(
      await access.call('QueryConfigOption', browser, {
        key: `vmx-${String(version).padStart(2, '0')}`,
        host: refValue(host),
      }),
    )
    const guests = readPart(option?.guestOSDescriptor, ({ id }) => {
      const text = asText(id)
      return text === undefined ? [] : [text]
    })
    const isThere = guests?.items.some((id) => guestKey(id) === guestKey(guest ?? ''))
    return {
      hardwareKnown: known(option !== undefined),
      guestKnown:
        !guests || guest === undefined || guests.items.length === 0 || (!isThere && guests.unread > 0)
          ? notKnown('The host does not say which guests it runs, or not all.')
          : known(isThere === true),
    }
  } catch (error) {
    if (isFault(error, 'InvalidArgument'))
      return { ...neither('The host does not have this hardware.'), hardwareKnown: known(false) }
    return neither(toConsoleError(error).sentence)
  }
}

const neither = (because: string): Pick<DefineReport, 'hardwareKnown' | 'guestKnown'> => ({
  hardwareKnown: notKnown(because),
  guestKnown: notKnown(because),
})
