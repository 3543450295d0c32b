import type { VmPlan } from '../estate/inventory-plan'

/**
 * VMs that make their host ask, fail or take its time, each named for what it does. They stand in every preset with VMs,
 * so that whoever tries something out finds all of it in one place.
 */

const small = {
  guest: 'ubuntu',
  cpus: 2,
  memoryMB: 4_096,
  power: 'poweredOff',
  disks: [{ gib: 20 }],
  nics: [{ network: 'VM Network' }],
} as const satisfies Omit<VmPlan, 'name'>

export const askers: readonly VmPlan[] = [
  {
    ...small,
    name: 'asks-append-or-replace',
    annotation: 'Its serial port writes to a file that is there already: append to it, or replace it?',
    serials: [{ kind: 'file', path: 'console.log', exists: true }],
  },
  {
    ...small,
    name: 'asks-if-moved-or-copied',
    annotation: 'Registered from another place. "Copied" gives it a new UUID and new MAC addresses.',
    altered: true,
  },
  {
    ...small,
    name: 'asks-twice',
    annotation: 'Two questions in one power-on: who am I, and what about my serial log?',
    altered: true,
    serials: [{ kind: 'file', path: 'serial0.log', exists: true }],
  },
  {
    ...small,
    name: 'asks-without-default',
    annotation: 'Its second disk was copied by hand and has the UUID of the first. The host names no default answer.',
    disks: [{ gib: 20 }, { gib: 20, copyOfFirst: true }],
  },
  {
    ...small,
    name: 'asks-again-after-retry',
    annotation:
      'Its swap file does not fit on its datastore. "Retry" brings the question back until somebody makes room.',
    memoryMB: 12_288,
    disks: [{ gib: 4 }],
  },
  {
    ...small,
    name: 'asks-about-nested-esxi',
    guest: 'other64',
    annotation: 'Wants VT-x of its own, which an older host cannot give. The default answer is No.',
    nestedVirtualization: true,
    tools: 'none',
  },
  {
    ...small,
    name: 'cd-locked-by-guest',
    power: 'poweredOn',
    annotation:
      'The guest has locked its CD tray. Disconnecting the CD makes the host ask whether to override the lock.',
    cdrom: { iso: '[datastore1] iso/debian-12.7.0-amd64-netinst.iso', connected: true, locked: true, bus: 'ide' },
    nics: [{ network: 'VM Network', addresses: ['10.20.1.48'] }],
  },
  {
    ...small,
    name: 'fails-to-power-on',
    annotation: 'Its disk is gone. The fault carries the chain of causes.',
    disks: [{ gib: 40, lost: true }],
  },
  {
    ...small,
    name: 'slow-to-start',
    guest: 'rhel',
    cpus: 16,
    memoryMB: 131_072,
    annotation: 'Takes three quarters of a minute and reports its progress.',
    powerOnSeconds: 45,
  },
  {
    ...small,
    name: 'disk-full',
    power: 'poweredOn',
    annotation:
      'Runs on a datastore without space, and stands still until somebody answers. No task belongs to the question.',
    guest: 'debian',
    disks: [{ gib: 60 }],
    nics: [{ network: 'VM Network', addresses: ['10.20.1.77'] }],
    asking: 'msg.hbacommon.outofspace',
  },
]
