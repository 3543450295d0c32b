import { expect, test } from 'vitest'
import { moRef } from '@/lib/vsphere/ids'
import type { Session } from '../vsphere/session'
import { refValue, type WireObject } from '../vsphere/wire-value'
import { readSetup } from './vm-setup'

const vm = moRef('VirtualMachine', '7')
const noRight = { fault: { $type: 'NoPermission' }, localizedMessage: 'Permission was denied.' }

/** A server that tells this of the VM, and will not tell the rest. */
const telling = (told: WireObject, untold: readonly string[] = []) =>
  ({
    generation: 0,
    content: { propertyCollector: moRef('PropertyCollector', 'pc') },
    has: () => true,
    call: async () => ({
      objects: [
        {
          obj: refValue(vm),
          propSet: Object.entries(told).map(([name, val]) => ({ name, val })),
          missingSet: untold.map((path) => ({ path, fault: noRight })),
        },
      ],
    }),
  }) satisfies Partial<Record<keyof Session, unknown>> as unknown as Session // all that reading asks of it

test('that a VM has no snapshot is known only where the account may see them: a disk of one is not let go otherwise', async () => {
  const told = { 'config.hardware.device': [], 'runtime.powerState': 'poweredOff' }
  expect((await readSetup(telling(told), vm)).setup.snapshotCount).toBe(0)
  expect((await readSetup(telling(told, ['snapshot']), vm)).setup.snapshotCount).toBeUndefined()
})
