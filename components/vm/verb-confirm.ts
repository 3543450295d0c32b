import { readDatastorePath } from '@/lib/names/datastore-path'
import type { Verb } from '@/lib/runs/verb'
import { verbLabel } from '@/lib/runs/verb'

export type VerbConfirmation = { title: string; effect: string; verb: string; tone: 'plain' | 'destructive' }

type Effect = {
  tone: VerbConfirmation['tone']
  one: string
  many: string
  /** Asked only for several VMs. */ onlyMany?: true
}

const effects: Partial<Record<Verb, Effect>> = {
  powerOff: {
    tone: 'destructive',
    one: 'As if the power was cut: what the guest has not written to disk is lost. Disks and snapshots are kept.',
    many: 'As if the power was cut: what their guests have not written to disk is lost. Disks and snapshots are kept.',
  },
  reset: {
    tone: 'destructive',
    one: 'The guest is started again without being shut down: what it has not written to disk is lost. The VM stays on.',
    many: 'The guests are started again without being shut down: what they have not written to disk is lost.',
  },
  shutdownGuest: {
    tone: 'plain',
    one: 'The guest is asked to shut down. What runs in it ends, and the VM is off afterwards.',
    many: 'The guests are asked to shut down. What runs in them ends, and the VMs are off afterwards.',
  },
  rebootGuest: {
    tone: 'plain',
    one: 'The guest is asked to restart. What runs in it is gone until it is back.',
    many: 'The guests are asked to restart. What runs in them is gone until they are back.',
  },
  consolidateDisks: {
    tone: 'plain',
    one: 'What snapshots that are gone have left behind is merged into the disks. Nothing is lost. It can take long, needs free space on the datastore meanwhile, and slows the guest down.',
    many: 'What snapshots that are gone have left behind is merged into the disks. Nothing is lost. It can take long, needs free space on the datastores meanwhile, and slows the guests down.',
  },
  unregister: {
    tone: 'plain',
    one: 'The VM leaves the inventory. Its files stay{where}, and it can be registered again from there. What only the inventory knows is lost: its permissions, its place in folders and pools, and whether it starts with its host.',
    many: 'They leave the inventory. Their files stay where they are, and they can be registered again from there. What only the inventory knows is lost: permissions, places in folders and pools, and whether they start with their hosts.',
  },
  markAsTemplate: {
    tone: 'plain',
    one: 'It becomes a template: it leaves its resource pool and cannot be powered on until it is made a VM again. Its disks are kept.',
    many: 'They become templates: they leave their resource pools and cannot be powered on until they are made VMs again. Their disks are kept.',
  },
  markAsVm: {
    tone: 'plain',
    one: 'It becomes a VM in the root resource pool of its host, and is no template any more. Nothing is lost.',
    many: 'They become VMs in the root resource pools of their hosts, and are no templates any more. Nothing is lost.',
  },
  suspend: {
    tone: 'plain',
    one: '',
    many: 'Their state is saved to disk and they stand still until they are resumed. Nothing is lost.',
    onlyMany: true,
  },
}

/** What to ask before a verb starts, in terms of what is lost and what is kept. Undefined: it starts at once. */
export function verbConfirm(
  verb: Verb,
  vms: readonly { name: string; vmxPath?: string }[],
): VerbConfirmation | undefined {
  const effect = effects[verb]
  const [first] = vms
  if (!effect || !first || (effect.onlyMany && vms.length === 1)) return undefined
  const label = verbLabel[verb]
  return vms.length === 1
    ? {
        title: `${label}: ${first.name}`,
        effect: effect.one.replace('{where}', () => whereOf(first.vmxPath)),
        verb: label,
        tone: effect.tone,
      }
    : {
        title: `${label} ${vms.length} VMs`,
        effect: effect.many,
        verb: `${label} ${vms.length} VMs`,
        tone: effect.tone,
      }
}

const whereOf = (vmxPath: string | undefined) =>
  vmxPath === undefined ? ' where they are' : `: ${readDatastorePath(vmxPath)}`
